package org.smtpspec.fuzz;

import java.util.concurrent.atomic.AtomicLong;

/** How far a campaign is. Thread-safe. */
public final class Tally {
  final AtomicLong sequences = new AtomicLong();
  final AtomicLong exchanges = new AtomicLong();
  final AtomicLong throttled = new AtomicLong();
  final AtomicLong rest = new AtomicLong();
  final AtomicLong cells = new AtomicLong();
  final AtomicLong findings = new AtomicLong();

  /** The counts in a line. */
  public String words(double seconds) {
    return "%d sequences (%.0f/s), %d exchanges (%.0f/s), %d cells, %d findings%s"
        .formatted(
            sequences.get(),
            sequences.get() / Math.max(seconds, 0.001),
            exchanges.get(),
            exchanges.get() / Math.max(seconds, 0.001),
            cells.get(),
            findings.get(),
            throttled.get() > 0 ? slowed() : "");
  }

  private String slowed() {
    String now = rest.get() > 0 ? ", now " + rest.get() + " ms between sessions" : "";
    return ", " + throttled.get() + " throttled" + now;
  }
}
