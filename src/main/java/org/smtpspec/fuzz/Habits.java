package org.smtpspec.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Handshake;
import org.smtpspec.wire.Octets;

/**
 * What a campaign knows of a server, so that it costs little.
 *
 * <p>It may be silent in many sessions, each for as long as we wait: it keeps replies back while
 * what it has read ends within a line, or within a message text. RFC 2920 section 3.2 has it send
 * all pending replies as soon as its input is used up, so that this is a finding, but one is
 * enough.
 *
 * @param withinLine while a part of a line is behind the command
 * @param withinText while a part of a text is behind it
 * @param outOfTurn while either is, in a group that we must not have written
 * @param handshake the cheapest that it does
 */
record Habits(
    Withholding withinLine, Withholding withinText, Withholding outOfTurn, Handshake handshake) {
  /** A server that is in no hurry has answered by then. */
  private static final Duration HASTE = Duration.ofSeconds(1);

  /** Nothing is suspected: each reply is waited for, and any handshake is offered. */
  static Habits none() {
    return with(Handshake.ANY);
  }

  private static Habits with(Handshake handshake) {
    return new Habits(new Withholding(), new Withholding(), new Withholding(), handshake);
  }

  /** What the server at {@code address} is suspected of, by a session for each. */
  static Habits of(InetSocketAddress address, Terms terms, Duration guard) {
    Habits habits = with(handshake(address, guard));
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

  /** TLS 1.2, where it comes about anew and resumed. */
  private static Handshake handshake(InetSocketAddress address, Duration guard) {
    for (int i = 0; i < 2; i++) {
      try (Connection connection = Connection.open(address)) {
        for (String line : List.of("EHLO " + Terms.CLIENT, "STARTTLS")) {
          connection.reply(guard);
          connection.write(Octets.of(line + "\r\n"));
        }
        if (connection.reply(guard).code() != 220) {
          return Handshake.ANY;
        }
        connection.upgrade(Handshake.TLS_1_2, guard);
        connection.write(Octets.of("QUIT\r\n"));
        connection.reply(guard);
      } catch (FaultException e) {
        return Handshake.ANY;
      }
    }
    return Handshake.TLS_1_2;
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
