package org.smtpspec.reference;

/** Says where an argument leaves the grammar; of a client, so that no trace of ours is in it. */
final class SyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  SyntaxException(String expected, String text, int position) {
    super(expected + " expected at column " + (position + 1) + " of " + text, null, false, false);
  }
}
