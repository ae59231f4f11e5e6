package org.smtpspec.run;

import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Hands out the words by which the mail of each play is found, unlike those of any other run. */
public final class Tokens {
  private static final int SPACE = 36 * 36 * 36 * 36 * 36;

  private final String run;
  private final AtomicInteger next = new AtomicInteger();

  /**
   * Tokens of one run.
   *
   * @param entropy what tells the run from others, such as seed and time
   */
  public Tokens(long entropy) {
    this.run =
        word(new SplittableRandom(entropy).nextInt(SPACE))
            + word(new SplittableRandom(~entropy).nextInt(SPACE));
  }

  /** A new one, which begins with {@code t}; of 16 signs. */
  public String next() {
    return "t" + run + word(next.getAndIncrement());
  }

  /** What all tokens of this run begin with, and no others. */
  public String stem() {
    return "t" + run;
  }

  private static String word(int number) {
    String digits = Integer.toString(number, 36);
    return "0".repeat(Math.max(0, 5 - digits.length())) + digits.toLowerCase(Locale.ROOT);
  }
}
