package org.smtpspec.fuzz;

import org.smtpspec.wire.Octets;

/**
 * One thing the client writes. What is owed for it, if anything, is read before the next, unless
 * that one joins it.
 *
 * @param joined whether it goes into one write with the move before
 */
record Move(Octets octets, boolean joined) {
  static Move line(String text) {
    return new Move(Octets.of(text + "\r\n"), false);
  }

  /** The same, by itself. */
  Move alone() {
    return new Move(octets, false);
  }

  /** The same, in one write with the move before. */
  Move behind() {
    return new Move(octets, true);
  }
}
