package org.smtpspec.fuzz;

/**
 * Whether a server keeps replies back until more has come. Of one that is suspected, one session at
 * a time waits out the silence, until it is known. Thread-safe.
 */
final class Withholding {
  /** So many silences of a suspect, and no reply, are a habit. */
  private static final int KNOWN = 2;

  private boolean suspected;
  private boolean asking;
  private int silences;

  /** Begins to suspect the server. */
  synchronized void suspect() {
    suspected = true;
  }

  /** Whether to wait for a reply; whoever is told so tells what came of it. */
  synchronized boolean asks() {
    if (!suspected) {
      return true;
    }
    boolean turn = !asking && silences < KNOWN;
    asking = asking || turn;
    return turn;
  }

  /** A reply came: the suspicion was wrong. */
  synchronized void answered() {
    suspected = false;
  }

  /** None came within the guard. */
  synchronized void silent() {
    asking = false;
    silences++;
  }

  /** Something else happened, which says nothing. */
  synchronized void unknown() {
    asking = false;
  }
}
