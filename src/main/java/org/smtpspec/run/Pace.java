package org.smtpspec.run;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Lets dialogues begin no faster than a target allows. Thread-safe. */
final class Pace {
  private final long gap;
  private long next = System.nanoTime();

  Pace(Duration gap) {
    this.gap = gap.toNanos();
  }

  void await() {
    if (gap == 0) {
      return;
    }
    long mine = reserve();
    for (long left = mine - System.nanoTime(); left > 0; left = mine - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }

  private synchronized long reserve() {
    next = Math.max(next + gap, System.nanoTime());
    return next;
  }
}
