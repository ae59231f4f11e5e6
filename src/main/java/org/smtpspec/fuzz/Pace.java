package org.smtpspec.fuzz;

import java.time.Duration;

/**
 * How fast sessions follow one another: never faster than the target asks for, and slower the
 * longer a server turns us away, until it takes us again. Thread-safe.
 */
final class Pace {
  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 5_000;

  private final long leastNanos;
  private long rest;
  private long next = System.nanoTime();

  /** Between two beginnings is {@code least}. */
  Pace(Duration least) {
    this.leastNanos = least.toNanos();
  }

  /** Waits for its turn. */
  void await() {
    Trial.rest(Duration.ofNanos(turn() - System.nanoTime()));
  }

  private synchronized long turn() {
    long turn = Math.max(next, System.nanoTime());
    next = turn + Math.max(leastNanos, rest * 1_000_000);
    return turn;
  }

  /** The server has turned us away. */
  synchronized void turnedAway() {
    rest = Math.min(LONGEST_MILLIS, Math.max(FIRST_MILLIS, 2 * rest));
    next = System.nanoTime() + rest * 1_000_000;
  }

  /** The server has taken us. */
  synchronized void taken() {
    rest /= 2;
  }

  /** How long is waited between sessions for the server's sake. */
  synchronized Duration rest() {
    return Duration.ofMillis(rest);
  }
}
