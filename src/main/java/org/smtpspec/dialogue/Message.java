package org.smtpspec.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.smtpspec.wire.Octets;

/**
 * A stored message, with lines that end in LF whatever the store uses.
 *
 * @param all header and body
 */
record Message(String all) {
  static Message of(Octets stored) {
    return new Message(lines(stored));
  }

  static String lines(Octets octets) {
    return octets.text().replace("\r\n", "\n");
  }

  /** The first message of which {@code holds} is false, as {@code found} tells it. */
  static Optional<String> each(
      List<Octets> messages, Predicate<Message> holds, Function<Message, String> found) {
    if (messages.isEmpty()) {
      return Optional.of("no message");
    }
    return messages.stream().map(Message::of).filter(holds.negate()).findFirst().map(found);
  }

  /** The header, each field on one line: folds (RFC 5322 section 2.2.3) become one blank. */
  String header() {
    return all.substring(0, split()).replaceAll("\n[ \t]+", " ");
  }

  /** What follows the first empty line. */
  String body() {
    return all.substring(Math.min(all.length(), split() + 1));
  }

  private int split() {
    if (all.startsWith("\n")) {
      return 0;
    }
    int empty = all.indexOf("\n\n");
    return empty < 0 ? all.length() : empty + 1;
  }
}
