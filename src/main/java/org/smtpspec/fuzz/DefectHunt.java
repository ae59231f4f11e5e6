package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.smtpspec.reference.Defect;
import org.smtpspec.reference.ReferenceTargets;
import org.smtpspec.run.Awaited;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

/**
 * Hunts the seeded defects of the reference server by generated sequences, without the help of any
 * suite: how many tries each takes, by seed.
 */
public final class DefectHunt {
  /**
   * A server gets so many sequences, then a fresh one goes on: mailboxes that are full are slow.
   */
  private static final int ROUND = 2048;

  private static final Duration GUARD = Duration.ofSeconds(4);

  private final TargetOptions options;
  private final List<Long> seeds;
  private final long tries;
  private final int jobs;
  private final Map<Long, Sequences> sequences = new LinkedHashMap<>();

  /**
   * A hunt.
   *
   * @param seeds one hunt for each
   * @param tries how many sequences a hunt plays at most
   * @param jobs how many hunts at once
   */
  public DefectHunt(TargetOptions options, List<Long> seeds, long tries, int jobs) {
    this.options = options;
    this.seeds = List.copyOf(seeds);
    this.tries = tries;
    this.jobs = jobs;
  }

  /**
   * Hunts {@code defects}.
   *
   * @param done is told of each when its hunts are over, in the given order
   * @throws TargetException when a server does not start
   */
  public List<Hunted> run(Collection<Defect> defects, Consumer<Hunted> done)
      throws TargetException, InterruptedException {
    // It stays up, so that what all servers share is not set up and taken down for each.
    try (Target sound = new ReferenceTargets().start("reference", options)) {
      Terms terms = Terms.of(sound.facts());
      Offers offers = Offers.of(sound.address(), GUARD);
      seeds.forEach(seed -> sequences.put(seed, new Sequences(seed, terms, offers)));
      seeds.forEach(seed -> hunt(seed).on(sound, 0, Campaign.BLOCK));
      return all(defects, done);
    }
  }

  private List<Hunted> all(Collection<Defect> defects, Consumer<Hunted> done)
      throws TargetException, InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(jobs);
    try {
      Map<Defect, List<Future<Optional<Hunt.Sighting>>>> running = new LinkedHashMap<>();
      for (Defect defect : defects) {
        running.put(
            defect, seeds.stream().map(seed -> workers.submit(() -> hunt(defect, seed))).toList());
      }
      var all = new ArrayList<Hunted>();
      for (var entry : running.entrySet()) {
        Hunted hunted = hunted(entry.getKey(), entry.getValue());
        done.accept(hunted);
        all.add(hunted);
      }
      return all;
    } finally {
      workers.shutdownNow();
    }
  }

  private Optional<Hunt.Sighting> hunt(Defect defect, long seed) throws TargetException {
    Hunt hunt = hunt(seed);
    Optional<Hunt.Sighting> seen = Optional.empty();
    for (long first = 0; first < tries && seen.isEmpty(); first += ROUND) {
      try (Target target = new ReferenceTargets().start("reference:" + defect.id(), options)) {
        seen = hunt.on(target, first, Math.min(tries, first + ROUND));
      }
      if (Thread.currentThread().isInterrupted()) {
        break;
      }
    }
    return seen;
  }

  /** All servers have the same facts, so that one list of sequences serves all hunts of a seed. */
  private Hunt hunt(long seed) {
    return new Hunt(sequences.get(seed), seed, GUARD);
  }

  private static Hunted hunted(Defect defect, List<Future<Optional<Hunt.Sighting>>> hunts)
      throws TargetException, InterruptedException {
    var taken = new ArrayList<OptionalLong>();
    var rules = new LinkedHashMap<Rule, Long>();
    for (Future<Optional<Hunt.Sighting>> hunt : hunts) {
      Optional<Hunt.Sighting> seen = Awaited.result(hunt, "the hunt");
      taken.add(seen.map(one -> OptionalLong.of(one.tries())).orElse(OptionalLong.empty()));
      seen.ifPresent(one -> rules.merge(one.breach().rule(), 1L, Long::sum));
    }
    Optional<Rule> rule =
        rules.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
    return new Hunted(defect, taken, rule);
  }
}
