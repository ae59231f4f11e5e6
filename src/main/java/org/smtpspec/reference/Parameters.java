package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.math.BigInteger;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges the parameters behind a path. RFC 5321 section 4.1.1.11; SIZE is of RFC 1870, BODY of RFC
 * 6152 and 3030, AUTH of RFC 4954, SMTPUTF8 of RFC 6531, the others of RFC 3461. A session begun by
 * HELO has none: there any text behind the path is a syntax error, 501.
 */
final class Parameters {
  private static final Reply BAD = Reply.of(501, "Syntax error in parameters");
  private static final Reply UNKNOWN = Reply.of(555, "Parameter not recognized");
  private static final Reply TOO_BIG = Reply.of(552, "Message exceeds the maximum size");
  private static final Set<String> CONDITIONS = Set.of("SUCCESS", "FAILURE", "DELAY");

  private final Defects defects;

  Parameters(Defects defects) {
    this.defects = defects;
  }

  /**
   * The values by their keywords, both as {@link #ofMail} or {@link #ofRcpt} have let them pass.
   */
  static Map<String, String> values(List<String> words) {
    Map<String, String> values = new LinkedHashMap<>();
    words.forEach(word -> values.put(key(word), word.indexOf('=') < 0 ? "" : value(word)));
    return values;
  }

  /** What is wrong with the parameters of MAIL, if anything. */
  Optional<Reply> ofMail(List<String> parameters, boolean extended) {
    return firstFault(parameters, extended, true);
  }

  /** What is wrong with the parameters of RCPT, if anything. */
  Optional<Reply> ofRcpt(List<String> parameters, boolean extended) {
    return firstFault(parameters, extended, false);
  }

  private Optional<Reply> firstFault(List<String> words, boolean extended, boolean mail) {
    if (words.isEmpty()) {
      return Optional.empty();
    }
    Set<String> seen = new HashSet<>();
    boolean formed = words.stream().allMatch(Parameters::isWellFormed);
    boolean once = words.stream().allMatch(word -> seen.add(key(word)));
    if (!extended || !formed || !(once || defects.has(PARAMETER_TWICE_ACCEPTED))) {
      return Optional.of(BAD);
    }
    return words.stream()
        .filter(word -> !defects.hides(key(word)))
        .map(word -> mail ? mailFault(key(word), word) : rcptFault(key(word), value(word)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> hidden(words));
  }

  /** What is said to a parameter of an extension that the server does not offer. */
  private Optional<Reply> hidden(List<String> words) {
    return words.stream().anyMatch(word -> defects.hides(key(word)))
        ? Optional.of(UNKNOWN.withCode("451"))
        : Optional.empty();
  }

  private Optional<Reply> mailFault(String key, String word) {
    String value = value(word);
    return switch (key) {
      case "SIZE" -> sizeFault(value);
      case "BODY" -> bodyFault(value);
      case "RET" -> retFault(value);
      case "ENVID" ->
          defects.has(ENVID_REFUSED)
              ? Optional.of(UNKNOWN)
              : badUnless(Xtext.isWellFormed(value) || defects.has(XTEXT_NOT_CHECKED));
      case "AUTH" -> authFault(value);
      case "SMTPUTF8" -> internationalFault(word);
      default -> Optional.of(UNKNOWN);
    };
  }

  private Optional<Reply> rcptFault(String key, String value) {
    return switch (key) {
      case "NOTIFY" -> notifyFault(value.toUpperCase(Locale.ROOT));
      case "ORCPT" -> originalFault(value);
      default -> Optional.of(UNKNOWN);
    };
  }

  private Optional<Reply> sizeFault(String value) {
    if (defects.has(SIZE_PARAMETER_REFUSED)) {
      return Optional.of(UNKNOWN);
    }
    boolean number = value.matches("[0-9]{1,20}") || defects.has(SIZE_BAD_VALUE_ACCEPTED);
    boolean tooManyDigits = value.length() > 19 && defects.has(SIZE_OF_TWENTY_DIGITS_REFUSED);
    if (!number || tooManyDigits) {
      return Optional.of(BAD);
    }
    BigInteger size = value.matches("[0-9]{1,20}") ? new BigInteger(value) : BigInteger.ZERO;
    boolean fits = size.compareTo(BigInteger.valueOf(IncomingText.LIMIT)) <= 0;
    return fits || defects.has(SIZE_OVER_LIMIT_ACCEPTED) ? Optional.empty() : Optional.of(TOO_BIG);
  }

  private Optional<Reply> bodyFault(String value) {
    if (defects.has(BODY_PARAMETER_REFUSED)) {
      return Optional.of(UNKNOWN);
    }
    String kind = defects.has(BODY_VALUE_CASE_MATTERS) ? value : value.toUpperCase(Locale.ROOT);
    return badUnless(
        Set.of("7BIT", "8BITMIME", "BINARYMIME").contains(kind)
            || defects.has(BODY_BAD_VALUE_ACCEPTED));
  }

  private Optional<Reply> retFault(String value) {
    String upper = value.toUpperCase(Locale.ROOT);
    return defects.has(RET_REFUSED)
        ? Optional.of(UNKNOWN)
        : badUnless(
            upper.equals("FULL") || upper.equals("HDRS") || defects.has(RET_BAD_VALUE_ACCEPTED));
  }

  private Optional<Reply> notifyFault(String upper) {
    if (defects.has(NOTIFY_REFUSED)) {
      return Optional.of(UNKNOWN);
    }
    return badUnless(
        upper.equals("NEVER")
            || CONDITIONS.containsAll(List.of(upper.split(",", -1)))
            || defects.has(NOTIFY_BAD_VALUE_ACCEPTED));
  }

  private Optional<Reply> originalFault(String value) {
    if (defects.has(ORCPT_REFUSED)) {
      return Optional.of(UNKNOWN);
    }
    int end = value.indexOf(';');
    boolean typed = end > 0 || defects.has(ORCPT_WITHOUT_TYPE_ACCEPTED);
    boolean coded = Xtext.isWellFormed(value.substring(end + 1));
    return badUnless(typed && (coded || defects.has(XTEXT_NOT_CHECKED)));
  }

  /** The value is parsed and forgotten: no client is trusted with it, RFC 4954 section 5. */
  private Optional<Reply> authFault(String value) {
    if (defects.has(AUTH_PARAMETER_REFUSED)) {
      return Optional.of(UNKNOWN);
    }
    return badUnless(
        (Xtext.isWellFormed(value) && isIdentity(Xtext.decoded(value)))
            || defects.has(AUTH_PARAMETER_NOT_CHECKED));
  }

  private boolean isIdentity(String decoded) {
    Cursor in = new Cursor("<" + decoded + ">");
    try {
      new PathParser(in, defects).reversePath();
      return decoded.equals("<>") || (in.atEnd() && !decoded.isEmpty());
    } catch (SyntaxException e) {
      return decoded.equals("<>");
    }
  }

  private Optional<Reply> internationalFault(String word) {
    if (defects.has(SMTPUTF8_REFUSED)) {
      return Optional.of(UNKNOWN);
    }
    return badUnless(word.indexOf('=') < 0 || defects.has(SMTPUTF8_VALUE_ACCEPTED));
  }

  private static Optional<Reply> badUnless(boolean good) {
    return good ? Optional.empty() : Optional.of(BAD);
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
