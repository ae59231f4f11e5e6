package org.smtpspec.fuzz;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is shown to hold for every sequence; each has a name on the command line. */
public enum Property {
  /** Every reply is well formed and answers exactly one command. RFC 5321 section 4.2. */
  REPLIES("every reply is well formed and answers one command"),
  /** Each reply is one that the state allows. RFC 5321 section 4.1.4. */
  STATES("each reply is one that the state of the session allows"),
  /** Accepted mail arrives once and whole, refused mail never. RFC 5321 section 4.1.1.4. */
  MAIL("accepted mail arrives once, octet for octet, and refused mail never"),
  /** No sequence makes a closed server relay. RFC 5321 section 3.6.2. */
  RELAY("no sequence makes a closed server relay"),
  /** The server goes on answering. RFC 5321 section 3.1. */
  SURVIVAL("the server survives and answers a fresh session"),
  /** Segments mean nothing: TCP carries a stream. RFC 5321 section 2.3.7. */
  SEGMENTS("the same octets in other segments get the same replies");

  private final String about;

  Property(String about) {
    this.about = about;
  }

  /** The name on the command line and in results. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** One line: what holds. */
  public String about() {
    return about;
  }

  /** The property of that name. */
  public static Optional<Property> named(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }
}
