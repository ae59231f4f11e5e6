package org.smtpspec.run;

/**
 * How often a case is played, and how soon a server is given up.
 *
 * @param plays how often each case is played; 1 or more
 * @param confirms whether a violation is played again before it is believed
 * @param patience after how many cases in a row without a server the rest is not tried
 */
public record Effort(int plays, boolean confirms, int patience) {
  /** Each case once, a violation twice, and three cases without a server. */
  public static final Effort USUAL = new Effort(1, true, 3);

  /** Each case once, come what may. */
  public static final Effort ONCE = new Effort(1, false, Integer.MAX_VALUE);

  /** How often a case is played whose plays do not agree. */
  private static final int DOUBTFUL = 3;

  /** Refuses what is less than one. */
  public Effort {
    if (plays < 1 || patience < 1) {
      throw new IllegalArgumentException(
          "plays or patience: " + Math.min(plays, patience) + ", expected 1 or more");
    }
  }

  /** The usual one, with each case played {@code plays} times. */
  public static Effort of(int plays) {
    return new Effort(plays, USUAL.confirms(), USUAL.patience());
  }

  /** Whether {@code so far} say enough. */
  boolean suffices(Trials soFar) {
    int due = plays;
    if (confirms && soFar.anyViolates()) {
      due = Math.max(due, soFar.agree() ? 2 : DOUBTFUL);
    }
    return soFar.count() >= due;
  }
}
