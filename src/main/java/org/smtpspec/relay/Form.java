package org.smtpspec.relay;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What can stand behind {@code MAIL FROM:} or {@code RCPT TO:}, brackets and parameters too.
 *
 * @param groups the names of groups it is in
 * @param item the item of the list of relay probes that it came from; {@code -} for none
 * @param argument with placeholders, see {@link Words}
 * @param about what it is, in a few words
 */
public record Form(
    Kind kind, String name, List<String> groups, String item, String argument, String about) {
  /** Copies the list. */
  public Form {
    groups = List.copyOf(groups);
  }

  /** On which side of the envelope a form stands. */
  public enum Kind {
    /** The reverse-path. */
    SENDER,
    /** The forward-path. */
    RECIPIENT;

    static Optional<Kind> named(String word) {
      return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** The form as people write it: {@code <u%X@H>}. */
  public String shown() {
    return argument.replaceAll("\\{([a-zA-Z])}", "$1");
  }
}
