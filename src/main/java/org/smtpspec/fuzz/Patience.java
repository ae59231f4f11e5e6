package org.smtpspec.fuzz;

import java.time.Duration;

/**
 * How long a conversation waits.
 *
 * @param limit for a reply
 * @param least between writes between which no reply is owed, so that they reach the server apart
 * @param most the same when the server is slow
 */
record Patience(Duration limit, Duration least, Duration most) {
  private static final Duration LEAST = Duration.ofNanos(100_000);
  private static final Duration MOST = Duration.ofMillis(2);

  /** Of a client in haste: a server reads about as fast as it answers. */
  static Patience hasty(Duration limit) {
    return new Patience(limit, LEAST, MOST);
  }

  /** Of one that always pauses for {@code pause}. */
  static Patience steady(Duration limit, Duration pause) {
    return new Patience(limit, pause, pause);
  }

  /** The pause on a server whose slowest reply so far took {@code slowest}. */
  Duration pause(Duration slowest) {
    if (slowest.compareTo(least) < 0) {
      return least;
    }
    return slowest.compareTo(most) < 0 ? slowest : most;
  }
}
