package org.smtpspec.fuzz;

/**
 * What a client knows of the open transaction, if there is one.
 *
 * @param recipients how many were taken
 * @param isPlain whether all that was taken is what a server must take
 * @param plainSender whether the sender came without parameters and tricks
 * @param chunks how far its message is, when it comes by BDAT
 */
record Envelope(int recipients, boolean isPlain, boolean plainSender, Chunks chunks) {
  /** None. */
  static final Envelope EMPTY = new Envelope(0, true, true, Chunks.NONE);

  /** How far a message is that comes by BDAT. RFC 3030 section 2. */
  enum Chunks {
    /** No chunk has been taken. */
    NONE,
    /** One at least has, and not the last. */
    BEGUN,
    /** One was refused, or DATA was: the state of the transaction is indeterminate until RSET. */
    FAILED
  }

  /** A transaction that a MAIL with an argument of that class has opened. */
  static Envelope from(Argument argument) {
    boolean must = argument == Argument.GOOD || argument == Argument.NULL_PATH;
    return new Envelope(0, must, must || argument == Argument.FORMED, Chunks.NONE);
  }

  /** The same with one recipient more. */
  Envelope to(Argument argument) {
    return new Envelope(recipients + 1, isPlain && argument == Argument.GOOD, plainSender, chunks);
  }

  Envelope with(Chunks next) {
    return new Envelope(recipients, isPlain, plainSender, next);
  }
}
