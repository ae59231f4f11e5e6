package org.smtpspec.relay;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How a client talks before and around a probe: the {@code sessions} of a policy. */
public enum Manner {
  /** EHLO with the client's own name. */
  EHLO,
  /** HELO with the client's own name. */
  HELO,
  /** Neither HELO nor EHLO. */
  NONE,
  /** HELO with the server's host name. */
  HELO_HOST,
  /** HELO with the server's domain. */
  HELO_DOMAIN,
  /** HELO with the server's address literal. */
  HELO_LITERAL,
  /** HELO with the domain elsewhere. */
  HELO_VICTIM,
  /** HELO with {@code localhost}. */
  HELO_LOCALHOST,
  /** After a transaction that RSET has ended. */
  AFTER_RSET,
  /** A local user is the first recipient. */
  MIXED,
  /** MAIL, RCPT and DATA in one write, RFC 2920. */
  PIPELINED,
  /** After AUTH with a wrong password, RFC 4954. */
  FAILED_AUTH;

  /** The name in a policy. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Manner> named(String word) {
    return Stream.of(values()).filter(manner -> manner.word().equals(word)).findFirst();
  }
}
