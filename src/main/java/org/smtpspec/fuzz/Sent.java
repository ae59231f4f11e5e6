package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A message text that a server read to its end, and what it said to it.
 *
 * @param word its stamp
 * @param accepted whether it was answered 2yz
 * @param recipients mailboxes that exist and were taken for it, with how often
 * @param others whether recipients were taken of which it is not known where their mail goes
 * @param kind the class of the text
 */
record Sent(
    String word,
    boolean accepted,
    Map<String, Integer> recipients,
    boolean others,
    Argument kind,
    String text) {
  /** Copies the map. */
  Sent {
    recipients = Map.copyOf(recipients);
  }

  /** The texts of one play. */
  static List<Sent> in(Played played, Pattern words) {
    var sent = new ArrayList<Sent>();
    var recipients = new TreeMap<String, Integer>();
    boolean others = false;
    for (Exchange exchange : played.exchanges()) {
      Command command = exchange.command();
      boolean done = exchange.code() / 100 == 2;
      if (command.verb() == Verb.END) {
        Matcher word = words.matcher(command.written());
        if (word.find()) {
          sent.add(
              new Sent(
                  word.group(), done, recipients, others, command.argument(), command.written()));
        }
      }
      boolean clears =
          command.verb() == Verb.END
              || (done && command.verb() != Verb.RCPT && !command.verb().isForAnyTime())
              || (done && command.verb() == Verb.RSET);
      if (clears) {
        recipients.clear();
        others = false;
      } else if (done && command.verb() == Verb.RCPT) {
        others = others || command.argument() != Argument.GOOD;
        address(command).ifPresent(to -> recipients.merge(to, 1, Integer::sum));
      }
    }
    return sent;
  }

  private static Optional<String> address(Command command) {
    String written = command.written();
    return command.argument() == Argument.GOOD
        ? Optional.of(written.substring(written.indexOf('<') + 1, written.indexOf('>')))
        : Optional.empty();
  }

  /**
   * Whether a server that takes the text must keep it as it is: RFC 5321 section 4.1.1.4 lets it
   * hold any of the 128 ASCII codes.
   */
  boolean mustBeKept() {
    boolean ascii = kind == Argument.STRANGE && TextClass.isAscii(text);
    return kind == Argument.CLEAN || (ascii && text.startsWith("From:"));
  }

  /**
   * Whether {@code stored} ends in just this body. A line end more or less at the very end is the
   * mailbox's: an mbox has an empty line behind each message.
   */
  boolean isKeptIn(String stored) {
    String lines = stored.replace("\r\n", "\n");
    String end = "\n\n" + body();
    return body().isEmpty()
        || lines.endsWith(end)
        || lines.endsWith(end + "\n")
        || (lines + "\n").endsWith(end);
  }

  /** What must have arrived of the text behind its header: periods undoubled, lines ended by LF. */
  String body() {
    int gap = text.indexOf("\r\n\r\n");
    String body = gap < 0 ? "" : text.substring(gap + 4);
    return body.replaceAll("(?m)^\\.", "").replace("\r\n", "\n");
  }
}
