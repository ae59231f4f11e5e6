package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
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
    var trial = new Trial(target, guard);
    var sequences = new Sequences(seed, trial.terms());
    for (long first = 0; first < most; first += Campaign.BLOCK) {
      var plays = new ArrayList<Played>();
      for (long i = first; i < Math.min(most, first + Campaign.BLOCK); i++) {
        Played played = trial.play(sequences.number(i));
        plays.add(played);
        if (isWanted(played.breach()) || isCutWrongly(trial, sequences.number(i), i)) {
          return OptionalLong.of(i + 1);
        }
      }
      if (properties.contains(Property.MAIL) && !trial.deliveries().judge(plays).isEmpty()) {
        return OptionalLong.of(first + plays.size());
      }
    }
    return OptionalLong.empty();
  }

  private boolean isCutWrongly(Trial trial, Sequence sequence, long index) {
    return index % Campaign.RECUT == 0
        && isWanted(
            new Segments(trial::play).judge(Segments.cut(sequence, new Random(seed + index))));
  }

  private boolean isWanted(Optional<Breach> breach) {
    return breach.map(one -> properties.contains(one.rule().property())).orElse(false);
  }
}
