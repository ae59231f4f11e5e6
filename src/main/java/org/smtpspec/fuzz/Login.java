package org.smtpspec.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One exchange of AUTH, by PLAIN or LOGIN, as the client knows it. RFC 4954 section 4, RFC 4616.
 * Used by one thread.
 */
final class Login {
  /** What a message of PLAIN may need: three parts of 255 octets, in base64. RFC 4616 section 2. */
  private static final int LONGEST = 1024;

  private final Terms terms;
  private final boolean plain;
  private final List<String> responses = new ArrayList<>();
  private boolean unclear;

  /** One by {@code mechanism}, in upper case. */
  Login(Terms terms, String mechanism) {
    this.terms = terms;
    this.plain = mechanism.equals("PLAIN");
  }

  /** Whether the exchanges of that mechanism can be followed. */
  static boolean knows(String mechanism) {
    return mechanism.equals("PLAIN") || mechanism.equals("LOGIN");
  }

  /** The class of a response that came along with AUTH. */
  Argument initial(String response) {
    // LOGIN is none that the client begins, and most take a name here all the same.
    unclear = !plain;
    return response.equals("=") ? classOf("") : classOf(response);
  }

  /** The class of the next response, without its CRLF; it belongs to the exchange from now on. */
  Argument classOf(String response) {
    if (response.equals("*")) {
      return Argument.CANCEL;
    } else if (response.length() > LONGEST) {
      return Argument.LONG;
    } else if (response.equals("=")) {
      // It stands for nothing where it comes along with AUTH; some take it for that elsewhere.
      unclear = true;
      return Argument.FORMED;
    }
    Optional<String> text = decoded(response);
    if (text.isEmpty()) {
      return Argument.NOT_BASE64;
    }
    responses.add(text.get());
    if (unclear) {
      return Argument.FORMED;
    }
    return plain ? message(text.get()) : name();
  }

  private Argument name() {
    if (responses.size() == 1) {
      return responses.get(0).equals(terms.user()) ? Argument.GOOD : Argument.ODD;
    }
    return credentials(responses.get(0), responses.get(1));
  }

  private Argument message(String text) {
    String[] parts = text.split("\0", -1);
    if (parts.length != 3) {
      return credentials(text, text) == Argument.WRONG ? Argument.WRONG : Argument.FORMED;
    }
    Argument kind = credentials(parts[1], parts[2]);
    boolean himself = parts[0].isEmpty() || parts[0].equals(parts[1]);
    return kind == Argument.RIGHT && !himself ? Argument.FORMED : kind;
  }

  /** What holds more or less of the right words may be taken for them. */
  private Argument credentials(String name, String password) {
    if (!terms.user().isEmpty() && name.equals(terms.user()) && password.equals(terms.password())) {
      return Argument.RIGHT;
    }
    return holds(name, terms.user()) && holds(password, terms.password())
        ? Argument.FORMED
        : Argument.WRONG;
  }

  private static boolean holds(String text, String word) {
    return text.toLowerCase(Locale.ROOT).contains(word.toLowerCase(Locale.ROOT));
  }

  private static Optional<String> decoded(String text) {
    try {
      byte[] octets = Base64.getDecoder().decode(text);
      // The decoder of the JDK takes a string without its pad signs.
      return text.length() % 4 == 0
          ? Optional.of(new String(octets, StandardCharsets.ISO_8859_1))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
