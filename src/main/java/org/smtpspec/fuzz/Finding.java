package org.smtpspec.fuzz;

/**
 * A breach, and the smallest sequence that is known to show it.
 *
 * @param index the number of the sequence in its campaign
 * @param shown in how many of {@code asked} replays it showed
 * @param count how many sequences have met it
 */
record Finding(Breach breach, Sequence sequence, long index, int shown, int asked, long count) {
  /** Whether it does not show every time. */
  boolean isFlaky() {
    return shown < asked;
  }

  /** In how many of how many replays it showed; empty when in all. */
  String rate() {
    return isFlaky() ? shown + "/" + asked : "";
  }

  Finding and(long more) {
    return new Finding(breach, sequence, index, shown, asked, count + more);
  }

  /** The finding in a line. */
  String words() {
    String often = count == 1 ? "once" : count + " times";
    String rate = isFlaky() ? ", FLAKY: shown in " + shown + " of " + asked + " replays" : "";
    return breach.words() + " (met " + often + rate + ")";
  }
}
