package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.Set;
import org.smtpspec.target.Target;

/** Plays the sequences of a seed in their order until one breaks a rule. */
public final class Hunt {
  private final long seed;
  private final long most;
  private final Set<Property> properties;
  private final Duration guard;

  /**
   * A hunt.
   *
   * @param most how many sequences at most
   * @param guard how long a reply may take
   */
  public Hunt(long seed, long most, Set<Property> properties, Duration guard) {
    this.seed = seed;
    this.most = most;
    this.properties = Set.copyOf(properties);
    this.guard = guard;
  }

  /** How many sequences it took; empty when none broke a rule. */
  public OptionalLong on(Target target) {
    Terms terms = Terms.of(target.facts());
    var sequences = new Sequences(seed, terms);
    for (long i = 0; i < most; i++) {
      boolean found =
          Conversation.play(sequences.number(i), target.address(), terms, guard)
              .breach()
              .map(breach -> properties.contains(breach.rule().property()))
              .orElse(false);
      if (found) {
        return OptionalLong.of(i + 1);
      }
    }
    return OptionalLong.empty();
  }
}
