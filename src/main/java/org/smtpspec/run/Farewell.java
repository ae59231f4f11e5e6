package org.smtpspec.run;

import java.time.Duration;
import java.util.Optional;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;

/**
 * Why a server broke off. One that has just been killed closes its connections before anybody can
 * say that it has ended, so that the answer may take a moment. Thread-safe.
 */
final class Farewell {
  private static final Duration WITHIN = Duration.ofSeconds(10);
  private static final Duration APART = Duration.ofMillis(100);

  private final Target target;
  private final Duration limit;
  private boolean waited;

  /**
   * Asks about {@code target}.
   *
   * @param limit how long its greeting may take
   */
  Farewell(Target target, Duration limit) {
    this.target = target;
    this.limit = limit;
  }

  /**
   * What befell the server; empty when it answers a new session, or when nothing is known within
   * ten seconds, for which one caller waits once.
   */
  synchronized Optional<String> cause() {
    Optional<String> cause = target.trouble();
    long end = System.nanoTime() + (waited ? 0 : WITHIN.toNanos());
    while (cause.isEmpty() && isGone() && System.nanoTime() < end && pause()) {
      cause = target.trouble();
    }
    waited = waited || System.nanoTime() >= end;
    return cause;
  }

  private boolean isGone() {
    return Probe.of(target.address(), limit).banner().isEmpty();
  }

  /** Waits a little; false when interrupted. */
  private static boolean pause() {
    try {
      Thread.sleep(APART.toMillis());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
