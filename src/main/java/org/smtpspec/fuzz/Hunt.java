package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.smtpspec.target.Target;

/**
 * Plays the sequences of a seed in their order until one breaks a rule. What is judged, and how
 * often mail is looked at, is as in a {@link Campaign}; nothing is mutated and nothing made small.
 */
final class Hunt {
  private final Sequences sequences;
  private final long seed;
  private final Duration guard;

  /**
   * A hunt.
   *
   * @param sequences those of {@code seed}
   * @param guard how long a reply may take
   */
  Hunt(Sequences sequences, long seed, Duration guard) {
    this.sequences = sequences;
    this.seed = seed;
    this.guard = guard;
  }

  /**
   * What broke.
   *
   * @param tries how many sequences it took
   */
  record Sighting(long tries, Breach breach) {}

  /** Plays the sequences from {@code first} up to {@code end}, a multiple of a block each. */
  Optional<Sighting> on(Target target, long first, long end) {
    var trial = new Trial(target, guard);
    for (long block = first; block < end; block += Campaign.BLOCK) {
      Optional<Sighting> seen = block(trial, block, Math.min(end, block + Campaign.BLOCK));
      if (seen.isPresent()) {
        return seen;
      }
    }
    return Optional.empty();
  }

  private Optional<Sighting> block(Trial trial, long first, long end) {
    boolean looks =
        first / Campaign.BLOCK % Campaign.LOOKED_AT == 0 && trial.deliveries().isVisible();
    var plays = new ArrayList<Played>();
    for (long i = first; i < end; i++) {
      Sequence sequence = sequences.number(i);
      Played played = looks ? trial.playForMail(sequence) : trial.play(sequence);
      plays.add(played);
      Optional<Breach> breach = played.breach();
      if (breach.isEmpty() && i % Campaign.RECUT == 0 && played.certain()) {
        breach = new Segments(trial::play).judge(Segments.cut(sequence, new Random(seed + i)));
      }
      if (breach.isPresent()) {
        return Optional.of(new Sighting(i + 1, trial.blamed(breach.get(), sequence)));
      }
    }
    return looks ? mail(trial, plays, first) : Optional.empty();
  }

  private static Optional<Sighting> mail(Trial trial, List<Played> plays, long first) {
    Map<Integer, Breach> wrong = new TreeMap<>(trial.deliveries().judge(plays));
    Set<String> relayed = trial.deliveries().relayed();
    for (int i = 0; i < plays.size(); i++) {
      if (plays.get(i).isBehind(relayed)) {
        wrong.putIfAbsent(i, Deliveries.RELAYED);
      }
    }
    return wrong.entrySet().stream()
        .findFirst()
        .map(entry -> new Sighting(first + entry.getKey() + 1, entry.getValue()));
  }
}
