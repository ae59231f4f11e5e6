package org.smtpspec.reference;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the parameters behind a path. RFC 5321 section 4.1.1.11; SIZE is of RFC 1870, BODY of RFC
 * 6152. A session begun by HELO has none: there any text behind the path is a syntax error, 501.
 */
final class Parameters {
  private static final Reply BAD = Reply.of(501, "Syntax error in parameters");
  private static final Reply UNKNOWN = Reply.of(555, "Parameter not recognized");
  private static final Reply TOO_BIG = Reply.of(552, "Message exceeds the maximum size");

  private Parameters() {}

  /** What is wrong with the parameters of MAIL, if anything. */
  static Optional<Reply> ofMail(List<String> parameters, boolean extended) {
    return firstFault(parameters, extended, true);
  }

  /** What is wrong with the parameters of RCPT, if anything. */
  static Optional<Reply> ofRcpt(List<String> parameters, boolean extended) {
    return firstFault(parameters, extended, false);
  }

  private static Optional<Reply> firstFault(List<String> words, boolean extended, boolean mail) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    boolean formed = words.stream().allMatch(word -> isWellFormed(word) && seen.add(key(word)));
    if (!extended || !formed) {
      return Optional.of(BAD);
    }
    return words.stream()
        .map(word -> mail ? fault(key(word), value(word)) : Optional.of(UNKNOWN))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<Reply> fault(String key, String value) {
    return switch (key) {
      case "SIZE" -> sizeFault(value);
      case "BODY" ->
          value.equalsIgnoreCase("7BIT") || value.equalsIgnoreCase("8BITMIME")
              ? Optional.empty()
              : Optional.of(BAD);
      default -> Optional.of(UNKNOWN);
    };
  }

  private static Optional<Reply> sizeFault(String value) {
    boolean number = !value.isEmpty() && value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!number || value.length() > 20) {
      return Optional.of(BAD);
    }
    boolean fits = value.length() < 19 && Long.parseLong(value) <= IncomingText.LIMIT;
    return fits ? Optional.empty() : Optional.of(TOO_BIG);
  }

  /** A keyword of letters, digits and hyphens; perhaps a value without blank or equals sign. */
  private static boolean isWellFormed(String word) {
    String key = key(word);
    boolean valued = word.indexOf('=') >= 0;
    return !key.isEmpty()
        && LocalPartParser.isLetterOrDigit(key.charAt(0))
        && key.chars().allMatch(c -> LocalPartParser.isLetterOrDigit((char) c) || c == '-')
        && (!valued || (!value(word).isEmpty() && value(word).indexOf('=') < 0));
  }

  private static String key(String word) {
    int equals = word.indexOf('=');
    return (equals < 0 ? word : word.substring(0, equals)).toUpperCase(Locale.ROOT);
  }

  private static String value(String word) {
    return word.substring(word.indexOf('=') + 1);
  }
}
