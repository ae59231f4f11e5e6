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
 * @param text as it goes behind DATA, without its end mark
 * @param chunked whether it came by BDAT
 */
record Sent(
    String word,
    boolean accepted,
    Map<String, Integer> recipients,
    boolean others,
    Argument kind,
    String text,
    boolean chunked) {
  /** Copies the map. */
  Sent {
    recipients = Map.copyOf(recipients);
  }

  /** The texts of one play. */
  static List<Sent> in(Played played, Pattern words) {
    var sent = new ArrayList<Sent>();
    var open = new TreeMap<Integer, Taken>();
    for (Exchange exchange : played.exchanges()) {
      Taken transaction = open.computeIfAbsent(exchange.connection(), any -> new Taken());
      transaction.take(exchange);
      if (exchange.command().endsText()) {
        Matcher word = words.matcher(transaction.text(exchange));
        if (word.find()) {
          sent.add(transaction.sent(word.group(), exchange));
        }
        transaction.clear();
      }
    }
    return sent;
  }

  /** What has been taken of one transaction. */
  private static final class Taken {
    private final Map<String, Integer> recipients = new TreeMap<>();
    private final StringBuilder chunks = new StringBuilder();
    private boolean others;
    private boolean begun;
    private boolean failed;

    void take(Exchange exchange) {
      Command command = exchange.command();
      boolean done = exchange.code() / 100 == 2;
      boolean chunk = command.verb() == Verb.BDAT;
      if (done && command.verb() == Verb.RCPT) {
        others = others || command.argument() != Argument.GOOD;
        address(command).ifPresent(to -> recipients.merge(to, 1, Integer::sum));
      } else if (done && command.argument().isPart()) {
        chunks.append(Chunk.content(command.written()));
        begun = true;
      } else if (chunk || (begun && exchange.code() / 100 > 3)) {
        // RFC 3030 section 2: the state of the transaction is indeterminate then.
        failed = failed || !done;
      } else if (command.endsText()) {
        return;
      } else if (done && (command.verb() == Verb.RSET || !command.verb().isForAnyTime())) {
        boolean again = command.verb() == Verb.MAIL && failed;
        clear();
        failed = again;
      }
    }

    void clear() {
      recipients.clear();
      chunks.setLength(0);
      others = false;
      begun = false;
    }

    String text(Exchange last) {
      Command command = last.command();
      return command.verb() == Verb.END
          ? command.written()
          : Chunk.doubled(chunks + Chunk.content(command.written()));
    }

    Sent sent(String word, Exchange last) {
      boolean done = last.code() / 100 == 2;
      boolean known = !failed || !done;
      return new Sent(
          word,
          done,
          known ? recipients : Map.of(),
          others || !known,
          known ? last.command().argument() : Argument.TAINTED,
          text(last),
          last.command().verb() == Verb.BDAT);
    }
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
   * Whether a server may find only when it delivers the text that it will not: one that seems to
   * loop is sent back, RFC 5321 section 6.3.
   */
  boolean mayGoBack() {
    return TextClass.isLooped(text);
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
    return body.replaceAll("(^|\r\n)\\.", "$1").replace("\r\n", "\n");
  }
}
