package org.smtpspec.wire;

/**
 * A way in which a reply departs from the grammar of RFC 821 section 4.2 and RFC 5321 section 4.2.
 */
public enum Departure {
  /** A line ends in LF without CR. */
  BARE_LF("a line ends in a bare LF"),
  /** A CR stands elsewhere than before LF. */
  BARE_CR("a CR stands without LF"),
  /** A NUL octet stands in a line. */
  NUL("a NUL octet"),
  /** An octet above 0x7F stands in a line. */
  EIGHT_BIT("an octet above 0x7F"),
  /** A line does not begin with three digits. */
  NO_CODE("a line without a reply code"),
  /** The code is not followed by a blank or a hyphen. */
  NO_SEPARATOR("no blank or hyphen after the code"),
  /** The lines of one reply bear different codes. */
  CODE_CHANGES("the code changes inside a multi-line reply"),
  /** A line is longer than 512 octets with code and CRLF, RFC 821 section 4.5.3. */
  LINE_TOO_LONG("a line of more than 512 octets");

  private final String words;

  Departure(String words) {
    this.words = words;
  }

  /** The departure in words, as a report shows it. */
  public String words() {
    return words;
  }
}
