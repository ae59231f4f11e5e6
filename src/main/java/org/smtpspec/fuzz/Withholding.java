package org.smtpspec.fuzz;

/**
 * Whether a server keeps replies back until more has come. Of one that is suspected, one session at
 * a time waits out the silence, until it is known: that it sometimes answers, too, makes the next
 * silence no shorter. Thread-safe.
 */
final class Withholding {
  /** So many silences are a habit. */
  private static final int KNOWN = 2;

  private boolean suspected;
  private boolean asking;
  private int silences;

  /** Begins to suspect the server. */
  synchronized void suspect() {
    suspected = true;
  }

  synchronized boolean isSuspected() {
    return suspected;
  }

  /** Whether to wait for a reply; whoever is told so tells what came of it. */
  synchronized boolean asks() {
    boolean turn = silences < KNOWN && !(suspected && asking);
    asking = asking || turn;
    return turn;
  }

  /** A reply came: of a server that has never been silent nothing is to be suspected. */
  synchronized void answered() {
    asking = false;
    suspected = silences > 0;
  }

  /** None came within the guard. */
  synchronized void silent() {
    asking = false;
    suspected = true;
    silences++;
  }

  /** Something else happened, which says nothing. */
  synchronized void unknown() {
    asking = false;
  }
}
