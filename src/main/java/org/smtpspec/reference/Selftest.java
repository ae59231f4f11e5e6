package org.smtpspec.reference;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Outcome;
import org.smtpspec.run.CaseRunner;
import org.smtpspec.run.Effort;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

/**
 * Runs each seeded defect against the suites: which cases catch it. A defect that nothing catches
 * is a hole in the suites; a case that nothing makes fail may be unable to fail (mutation testing:
 * DeMillo, Lipton, Sayward 1978).
 */
public final class Selftest {
  /** Short: the server is in this process, and a defect that keeps silent costs it in each case. */
  public static final Limits SHORT = new Limits(Duration.ofMillis(400), Duration.ofMillis(600));

  private final List<Case> cases;
  private final TargetOptions options;
  private final Tokens tokens;
  private final int jobs;
  private final Limits limits;

  /**
   * A self-test.
   *
   * @param cases what to run against each defect
   * @param jobs how many cases run at once on each of two servers
   * @param limits how long a silent server is waited for
   */
  public Selftest(List<Case> cases, TargetOptions options, Tokens tokens, int jobs, Limits limits) {
    this.limits = limits;
    this.cases = List.copyOf(cases);
    this.options = options;
    this.tokens = tokens;
    this.jobs = jobs;
  }

  /**
   * Runs {@code defects}, two servers at once.
   *
   * @param done is told of each defect when it is done, with the ids of the cases that caught it
   * @return for each defect, in the given order, the ids of the cases that caught it
   * @throws TargetException when a server does not start
   */
  public Map<Defect, List<String>> run(
      Collection<Defect> defects, BiConsumer<Defect, List<String>> done)
      throws TargetException, InterruptedException {
    ExecutorService servers = Executors.newFixedThreadPool(2);
    try {
      Map<Defect, Future<List<String>>> running = new LinkedHashMap<>();
      for (Defect defect : defects) {
        running.put(
            defect,
            servers.submit(
                () -> {
                  List<String> caught = catching(defect);
                  done.accept(defect, caught);
                  return caught;
                }));
      }
      Map<Defect, List<String>> caught = new LinkedHashMap<>();
      for (Map.Entry<Defect, Future<List<String>>> entry : running.entrySet()) {
        caught.put(entry.getKey(), result(entry.getValue()));
      }
      return caught;
    } finally {
      servers.shutdownNow();
    }
  }

  /**
   * The cases that {@code defect} makes fail, under the latest profile in which each is in force;
   * when there is none, under the older profiles, since what RFC 5321 allows may break RFC 821; and
   * when there is still none, those that tolerate what the sound server need not have tolerated.
   */
  private List<String> catching(Defect defect) throws TargetException, InterruptedException {
    Map<String, Outcome> outcomes = outcomes("reference:" + defect.id(), Selftest::latest);
    List<String> ids = having(outcomes, Outcome.VIOLATES);
    for (Profile profile : List.of(Profile.RFC821, Profile.RFC1123)) {
      ids =
          ids.isEmpty()
              ? having(outcomes("reference:" + defect.id(), one -> profile), Outcome.VIOLATES)
              : ids;
    }
    if (ids.isEmpty()) {
      ids = having(outcomes, Outcome.TOLERATED);
      ids.removeAll(having(outcomes("reference", Selftest::latest), Outcome.TOLERATED));
    }
    return ids;
  }

  private static List<String> having(Map<String, Outcome> outcomes, Outcome wanted) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue() == wanted)
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private Map<String, Outcome> outcomes(String spec, Function<Case, Profile> profile)
      throws TargetException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try (Target target = new ReferenceTargets().start(spec, options)) {
      Probe probe = Probe.of(target.address(), limits.reply());
      Map<Profile, CaseRunner> runners = new EnumMap<>(Profile.class);
      for (Profile each : Profile.values()) {
        runners.put(each, new CaseRunner(target, probe, each, limits, tokens, Effort.ONCE));
      }
      Map<String, Future<Outcome>> running = new LinkedHashMap<>();
      for (Case one : cases) {
        running.put(
            one.id().toString(),
            pool.submit(() -> runners.get(profile.apply(one)).run(one).verdict()));
      }
      Map<String, Outcome> outcomes = new LinkedHashMap<>();
      for (Map.Entry<String, Future<Outcome>> entry : running.entrySet()) {
        outcomes.put(entry.getKey(), result(entry.getValue()));
      }
      return outcomes;
    } finally {
      pool.shutdownNow();
    }
  }

  /** The latest profile under which the rule of {@code one} is in force. */
  private static Profile latest(Case one) {
    return List.of(Profile.values()).stream()
        .sorted(Comparator.reverseOrder())
        .filter(one::isInForce)
        .findFirst()
        .orElse(Profile.RFC821);
  }

  private static <T> T result(Future<T> future) throws TargetException, InterruptedException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetException failed) {
        throw failed;
      }
      throw new IllegalStateException("the self-test broke off: " + e.getCause(), e.getCause());
    }
  }
}
