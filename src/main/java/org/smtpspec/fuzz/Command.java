package org.smtpspec.fuzz;

import java.util.Locale;
import java.util.Set;

/**
 * One thing to which a server owes one reply.
 *
 * @param argument its class
 * @param written what the client wrote for it
 */
record Command(Verb verb, Argument argument, String written) {
  /** RFC 5321 section 4.5.3.1.4, without CRLF. */
  static final int LONGEST = 510;

  private static final Set<String> OF_MAIL =
      Set.of("TURN", "ETRN", "ATRN", "SEND", "SOML", "SAML", "VERB", "BDAT", "AUTH", "STARTTLS");

  static final Command CONNECT = new Command(Verb.CONNECT, Argument.NONE, "");

  /**
   * The command on a line, which is given without its CRLF. Its word ends at a blank, or at a
   * control that some servers take for a blank or for the end.
   */
  static Command of(String line, Terms terms) {
    int blank = 0;
    while (blank < line.length() && line.charAt(blank) > ' ') {
      blank++;
    }
    Verb verb = Verb.of(line.substring(0, blank));
    String argument = blank < line.length() ? line.substring(blank + 1) : "";
    return new Command(verb, argument(verb, line, argument, terms), line + "\r\n");
  }

  private static Argument argument(Verb verb, String line, String argument, Terms terms) {
    if (line.indexOf('\r') >= 0 || line.indexOf('\n') >= 0) {
      return Argument.BARE;
    } else if (!isPrintable(line)) {
      return Argument.CONTROL;
    } else if (line.length() > LONGEST) {
      return Argument.LONG;
    }
    return switch (verb) {
      case HELO, EHLO -> terms.hello(argument);
      case MAIL -> terms.sender(argument);
      case RCPT -> terms.recipient(argument);
      default -> argument.isEmpty() ? Argument.NONE : Argument.FORMED;
    };
  }

  private static boolean isPrintable(String line) {
    int i = 0;
    while (i < line.length() && line.charAt(i) >= ' ' && line.charAt(i) <= '~') {
      i++;
    }
    return i == line.length();
  }

  /** A chunk as it was {@code written}, of a text that is of class {@code kind}. */
  static Command chunk(Argument kind, String written) {
    return new Command(Verb.BDAT, kind, written);
  }

  /** The same where its extension is not offered. */
  Command unoffered() {
    return new Command(Verb.EXTENSION, argument, written);
  }

  /** Whether it is BDAT, offered or not. */
  boolean isChunk() {
    return verb == Verb.BDAT
        || (verb == Verb.EXTENSION && written.regionMatches(true, 0, "BDAT", 0, "BDAT".length()));
  }

  /** The same with an argument of another class. */
  Command of(Argument other) {
    return new Command(verb, other, written);
  }

  /** Whether it ends a message, as far as the client is concerned. */
  boolean endsText() {
    return verb == Verb.END || (verb == Verb.BDAT && argument.isText());
  }

  /** Whether its word is one of mail, which is no reason to hang up. RFC 5321 section 3.8. */
  boolean isOfMail() {
    return OF_MAIL.contains(written.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT));
  }

  /** Whether blanks stand before its CRLF, and no other octet out of place. */
  boolean isPadded() {
    return argument != Argument.BARE && written.endsWith(" \r\n");
  }

  /** The text before an end mark, which is {@code CRLF . CRLF}. */
  static Command end(String text) {
    return new Command(Verb.END, TextClass.of(text), text);
  }
}
