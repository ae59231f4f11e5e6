package org.smtpspec.reference;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Outcome;
import org.smtpspec.run.Awaited;
import org.smtpspec.run.CaseRunner;
import org.smtpspec.run.Effort;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Profile;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

/**
 * Plays cases on servers with seeded defects. A defect that nothing catches is a hole in the
 * suites; a case that nothing makes fail may be unable to fail (mutation testing: DeMillo, Lipton,
 * Sayward 1978).
 */
public final class Selftest {
  /** Short: the server is in this process, and a defect that keeps silent costs it in each case. */
  public static final Limits SHORT = new Limits(Duration.ofMillis(400), Duration.ofMillis(600));

  /** For what a busy machine made miss the short ones. */
  public static final Limits PATIENT = new Limits(Duration.ofSeconds(3), Duration.ofSeconds(4));

  private static final int SERVERS = 3;

  private static final String WORK = "the self-test";

  private final TargetOptions options;
  private final Tokens tokens;
  private final int jobs;

  /**
   * A self-test.
   *
   * @param jobs how many cases run at once on each of the servers
   */
  public Selftest(TargetOptions options, Tokens tokens, int jobs) {
    this.options = options;
    this.tokens = tokens;
    this.jobs = jobs;
  }

  /**
   * Plays {@code trials}, each once, on a server for each defect among them, some servers at once.
   *
   * @param limits how long a silent server is waited for
   * @return what the judge said of each, in the order in which they were given
   * @throws TargetException when a server does not start
   */
  public Map<Trial, Outcome> play(Collection<Trial> trials, Limits limits)
      throws TargetException, InterruptedException {
    ExecutorService servers = Executors.newFixedThreadPool(SERVERS);
    try {
      Map<Trial, Outcome> outcomes = new LinkedHashMap<>();
      trials.forEach(trial -> outcomes.put(trial, Outcome.INCONCLUSIVE));
      List<Future<Map<Trial, Outcome>>> running =
          trials.stream()
              .collect(Collectors.groupingBy(Trial::spec, LinkedHashMap::new, Collectors.toList()))
              .values()
              .stream()
              .map(group -> servers.submit(() -> onOneServer(group, limits)))
              .toList();
      for (Future<Map<Trial, Outcome>> future : running) {
        outcomes.putAll(Awaited.result(future, WORK));
      }
      return outcomes;
    } finally {
      servers.shutdownNow();
    }
  }

  private Map<Trial, Outcome> onOneServer(List<Trial> trials, Limits limits)
      throws TargetException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(jobs, trials.size()));
    try (Target target = new ReferenceTargets().start(trials.get(0).spec(), options)) {
      Probe probe = Probe.of(target.address(), PATIENT.reply());
      Map<Profile, CaseRunner> runners = new EnumMap<>(Profile.class);
      for (Profile each : Profile.values()) {
        runners.put(each, new CaseRunner(target, probe, each, limits, tokens, Effort.ONCE));
      }
      Map<Trial, Future<Outcome>> running = new LinkedHashMap<>();
      for (Trial trial : trials) {
        running.put(
            trial, pool.submit(() -> runners.get(trial.profile()).run(trial.one()).verdict()));
      }
      Map<Trial, Outcome> outcomes = new LinkedHashMap<>();
      for (Map.Entry<Trial, Future<Outcome>> entry : running.entrySet()) {
        outcomes.put(entry.getKey(), Awaited.result(entry.getValue(), WORK));
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }
}
