package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * Hands a message to another host: the client of RFC 821 section 4.3, which waits for each reply,
 * and goes by its first digit, RFC 5321 section 4.3.2.
 */
final class Courier {
  private static final Pattern LONE_CR_OR_LF = Pattern.compile("\r(?!\n)|(?<!\r)\n");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Defects defects;

  Courier(Defects defects) {
    this.defects = defects;
  }

  /**
   * What became of the recipients; whoever is in neither list has got it.
   *
   * @param failed refused for good
   * @param putOff refused for now
   */
  record Outcome(List<MailPath> failed, List<MailPath> putOff) {
    private static final Outcome DONE = new Outcome(List.of(), List.of());

    private static Outcome of(Reply reply, List<MailPath> recipients) {
      return reply.code() / 100 == 5
          ? new Outcome(recipients, List.of())
          : new Outcome(List.of(), recipients);
    }

    private Outcome and(Outcome other) {
      return new Outcome(joined(failed, other.failed), joined(putOff, other.putOff));
    }

    private static List<MailPath> joined(List<MailPath> some, List<MailPath> others) {
      var all = new ArrayList<>(some);
      all.addAll(others);
      return all;
    }
  }

  /** What {@code host} makes of the message; empty when it cannot be talked to. */
  Optional<Outcome> hand(InetSocketAddress host, Sending sending) {
    try (var connection = Connection.open(host)) {
      if (!isTaken(connection.reply(LIMIT)) || !greeted(connection)) {
        return Optional.empty();
      }
      Outcome outcome =
          defects.has(ONWARD_REPLIES_NOT_AWAITED)
              ? hurried(connection, sending)
              : transaction(connection, sending);
      ask(connection, "QUIT");
      return Optional.of(outcome);
    } catch (FaultException e) {
      return Optional.empty();
    }
  }

  /** HELO where EHLO is not known, RFC 5321 section 3.2. */
  private boolean greeted(Connection connection) throws FaultException {
    String name = defects.has(ONWARD_HELO_NICKNAME) ? "mail" : Directory.HOST;
    if (defects.has(ONWARD_HELO_OF_CLIENT)) {
      name = "client.test";
    }
    return isTaken(ask(connection, "EHLO " + name)) || isTaken(ask(connection, "HELO " + name));
  }

  private Outcome transaction(Connection connection, Sending sending) throws FaultException {
    Reply opened = ask(connection, mail(sending));
    if (!isTaken(opened)) {
      return Outcome.of(opened, sending.recipients());
    }
    Outcome refused = Outcome.DONE;
    var taken = new ArrayList<MailPath>();
    for (MailPath path : sending.recipients()) {
      Reply reply = ask(connection, rcpt(path));
      if (isTaken(reply)) {
        taken.add(path);
      } else {
        refused = refused.and(Outcome.of(reply, List.of(path)));
      }
    }
    return taken.isEmpty() ? refused : refused.and(text(connection, sending, taken));
  }

  private Outcome text(Connection connection, Sending sending, List<MailPath> taken)
      throws FaultException {
    Reply ready = ask(connection, "DATA");
    if (ready.code() / 100 != 3) {
      return Outcome.of(ready, taken);
    }
    connection.write(Octets.of(stuffed(sending.text()) + ".\r\n"));
    Reply end = connection.reply(LIMIT);
    return isTaken(end) ? Outcome.DONE : Outcome.of(end, taken);
  }

  /** All commands up to DATA at once, as no host has allowed it. */
  private Outcome hurried(Connection connection, Sending sending) throws FaultException {
    var commands = new StringBuilder(mail(sending)).append("\r\n");
    sending.recipients().forEach(path -> commands.append(rcpt(path)).append("\r\n"));
    connection.write(Octets.of(commands.toString()));
    for (int i = 0; i <= sending.recipients().size(); i++) {
      connection.reply(LIMIT);
    }
    return text(connection, sending, sending.recipients());
  }

  private static Reply ask(Connection connection, String line) throws FaultException {
    connection.write(Octets.of(line + "\r\n"));
    return connection.reply(LIMIT);
  }

  private boolean isTaken(Reply reply) {
    return defects.has(ONWARD_CODES_EXACT)
        ? List.of(220, 250, 251).contains(reply.code())
        : reply.code() / 100 == 2;
  }

  private String mail(Sending sending) {
    return sending.verb() + " FROM:" + reversePath(sending.sender());
  }

  private String reversePath(MailPath sender) {
    if (defects.has(sender.isNull() ? NULL_PATH_FILLED_ONWARD : REVERSE_PATH_LOST_ONWARD)) {
      return "<postmaster@" + Directory.DOMAIN + ">";
    } else if (defects.has(NICKNAME_IN_REVERSE_PATH) && !sender.isNull()) {
      return "<@mail:" + sender.mailbox() + ">";
    } else if (defects.has(SENDER_DOMAIN_CUT) && !sender.isNull()) {
      return "<" + sender.localPart() + "@client>";
    }
    return sender.text();
  }

  private String rcpt(MailPath path) {
    boolean whole = defects.has(OWN_NAME_LEFT_IN_ROUTE) || defects.has(NOTICE_BY_RETURN_ROUTE);
    return path.isRouted() && whole ? "RCPT TO:" + path.text() : "RCPT TO:<" + mailbox(path) + ">";
  }

  private String mailbox(MailPath path) {
    String local = path.localPart();
    if (path.isRouted() && defects.has(ROUTE_HOST_IS_DOMAIN)) {
      return local + "@" + path.firstHost();
    } else if (defects.has(PERCENT_INTERPRETED) && local.contains("%")) {
      return local.replaceFirst("%(?=[^%]*$)", "@");
    } else if (defects.has(PARTIAL_NAME_COMPLETED) && path.domain().indexOf('.') < 0) {
      return local + "@" + path.domain() + ".test";
    } else if (defects.has(QUOTES_LOST_ONWARD)) {
      return path.user() + "@" + path.domain();
    } else if (defects.has(RECIPIENT_CASE_LOST)) {
      return local.toLowerCase(Locale.ROOT) + "@" + path.domain();
    }
    return path.mailbox();
  }

  /**
   * Puts a period before each line that starts with one, RFC 821 section 4.5.2. A lone CR or LF may
   * not go on, RFC 5321 section 2.3.8: a blank takes its place.
   */
  private String stuffed(Octets text) {
    boolean late = defects.has(LONE_CR_AND_LF_MENDED_LATE);
    String all = text.text();
    if (!late && !defects.has(LONE_CR_AND_LF_SENT_ON)) {
      all = LONE_CR_OR_LF.matcher(all).replaceAll(" ");
    }
    String doubled = doubled(all);
    return late ? LONE_CR_OR_LF.matcher(doubled).replaceAll("\r\n") : doubled;
  }

  private String doubled(String text) {
    String all = text;
    if (!all.endsWith("\r\n")) {
      all += "\r\n";
    }
    if (defects.has(HEADER_PERIOD_NOT_DOUBLED)) {
      int gap = Math.max(0, all.indexOf("\r\n\r\n"));
      return all.substring(0, gap) + all.substring(gap).replace("\r\n.", "\r\n..");
    }
    if (defects.has(DOTS_NOT_DOUBLED_ONWARD)) {
      return all.replaceAll("(?<=\r\n)\\.(?=\r\n)", "..");
    }
    return (all.startsWith(".") ? "." : "") + all.replace("\r\n.", "\r\n..");
  }
}
