package org.smtpspec.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;

/**
 * Where a server may be silent in many sessions, each for as long as we wait: it keeps replies back
 * while what it has read ends within a line, or within a message text. RFC 2920 section 3.2 has it
 * send all pending replies as soon as its input is used up, so that this is a finding, but one is
 * enough.
 *
 * @param withinLine while a part of a line is behind the command
 * @param withinText while a part of a text is behind it
 * @param outOfTurn while either is, in a group that we must not have written
 */
record Habits(Withholding withinLine, Withholding withinText, Withholding outOfTurn) {
  /** A server that is in no hurry has answered by then. */
  private static final Duration HASTE = Duration.ofSeconds(1);

  /** Nothing is suspected: each reply is waited for. */
  static Habits none() {
    return new Habits(new Withholding(), new Withholding(), new Withholding());
  }

  /** What the server at {@code address} is suspected of, by a session for each. */
  static Habits of(InetSocketAddress address, Terms terms, Duration guard) {
    Habits habits = none();
    if (isSilent(address, guard, "RSET\r\nNO")) {
      habits.withinLine.suspect();
    }
    String mail = "MAIL FROM:<" + Terms.SENDER + ">\r\n";
    for (String box : terms.mailboxes().stream().limit(1).toList()) {
      if (isSilent(address, guard, mail + "RCPT TO:<" + box + ">\r\nDATA\r\nSubject: x\r\n")) {
        habits.withinText.suspect();
      }
    }
    if (habits.withinLine.isSuspected() || habits.withinText.isSuspected()) {
      habits.outOfTurn.suspect();
    }
    return habits;
  }

  /** Whether {@code octets} draw no reply in a session in which commands may be grouped. */
  private static boolean isSilent(InetSocketAddress address, Duration guard, String octets) {
    try (Connection connection = Connection.open(address)) {
      connection.reply(guard);
      connection.write(Octets.of("EHLO " + Terms.CLIENT + "\r\n"));
      connection.reply(guard);
      connection.write(Octets.of(octets));
      connection.reply(guard.compareTo(HASTE) < 0 ? guard : HASTE);
      return false;
    } catch (FaultException e) {
      return e.fault() instanceof Fault.Silence;
    }
  }
}
