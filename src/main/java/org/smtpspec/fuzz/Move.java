package org.smtpspec.fuzz;

import org.smtpspec.wire.Octets;

/**
 * One thing the client writes. What is owed for it, if anything, is read before the next, unless
 * that one joins it.
 *
 * @param joined whether it goes into one write with the move before, on the same connection
 * @param connection on which it is written, from 1 on; each opens at its first move, 1 at once
 */
record Move(Octets octets, boolean joined, int connection) {
  /** One of a sequence on one connection. */
  Move(Octets octets, boolean joined) {
    this(octets, joined, 1);
  }

  static Move line(String text) {
    return new Move(Octets.of(text + "\r\n"), false);
  }

  /** The same, by itself. */
  Move alone() {
    return new Move(octets, false, connection);
  }

  /** The same, in one write with the move before. */
  Move behind() {
    return new Move(octets, true, connection);
  }

  /** The same place in the sequence with other octets. */
  Move with(Octets others) {
    return new Move(others, joined, connection);
  }

  /** The same on another connection. */
  Move on(int number) {
    return new Move(octets, joined, number);
  }

  /** Whether it may be in one write with {@code other}. */
  boolean isBeside(Move other) {
    return connection == other.connection;
  }
}
