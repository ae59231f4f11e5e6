package org.smtpspec.fuzz;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command word, and what is answered like one. RFC 5321 section 4.1.1. */
enum Verb {
  /** No command: the connection itself, which the greeting answers. */
  CONNECT,
  HELO,
  EHLO,
  MAIL,
  RCPT,
  DATA,
  /** A chunk of the message, its octets included, where it is offered. RFC 3030 section 2. */
  BDAT,
  /** No command: the end mark of the message text. */
  END,
  /** Where it is offered, or under TLS. RFC 3207 section 4. */
  STARTTLS,
  /** Where it is offered; perhaps with a response. RFC 4954 section 4. */
  AUTH,
  /** No command: what the client says to a 334. */
  RESPONSE,
  RSET,
  NOOP,
  QUIT,
  VRFY,
  EXPN,
  HELP,
  /** A word that some server knows: any answer is right. */
  EXTENSION,
  /** A word that nobody knows. */
  UNKNOWN;

  private static final Map<String, Verb> WORDS =
      Stream.of(
              HELO, EHLO, MAIL, RCPT, DATA, BDAT, STARTTLS, AUTH, RSET, NOOP, QUIT, VRFY, EXPN,
              HELP)
          .collect(Collectors.toUnmodifiableMap(Verb::name, Function.identity()));

  /** RFC 821, RFC 1870 and later extensions, and what servers have of their own. */
  private static final Set<String> EXTENSIONS =
      Set.of(
          "ETRN", "ATRN", "TURN", "SEND", "SOML", "SAML", "VERB", "ONEX", "BURL", "GET", "POST",
          "CONNECT", "PUT", "HEAD", "OPTIONS", "LHLO", "TICK", "SHOWQ", "WIZ", "DEBUG", "QUEU");

  static Verb of(String word) {
    String upper = word.toUpperCase(Locale.ROOT);
    Verb known = WORDS.get(upper);
    if (known != null) {
      return known;
    }
    // Some servers pass over leading blanks, or hang up on what cannot begin a word.
    boolean letter = !upper.isEmpty() && Character.isLetter(upper.charAt(0));
    boolean own =
        !letter || upper.startsWith("X") || upper.indexOf(':') >= 0 || EXTENSIONS.contains(upper);
    return own ? EXTENSION : UNKNOWN;
  }

  /** Whether it is of an extension. */
  boolean isOffered() {
    return this == BDAT || this == STARTTLS || this == AUTH || this == RESPONSE;
  }

  /** Whether it may be used at any time. RFC 5321 section 4.1.4. */
  boolean isForAnyTime() {
    return this == NOOP || this == HELP || this == EXPN || this == VRFY || this == RSET;
  }

  /** Whether commands may follow it in one group. RFC 2920 section 3.1, RFC 3030 section 4.2. */
  boolean leadsGroup() {
    return this == RSET || this == MAIL || this == RCPT || this == BDAT;
  }
}
