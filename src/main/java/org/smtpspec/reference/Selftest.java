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
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Outcome;
import org.smtpspec.run.CaseRunner;
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
  private static final Limits LIMITS = new Limits(Duration.ofMillis(400), Duration.ofMillis(600));

  private final List<Case> cases;
  private final TargetOptions options;
  private final Tokens tokens;
  private final int jobs;

  /**
   * A self-test.
   *
   * @param cases what to run against each defect
   * @param jobs how many cases run at once on each of two servers
   */
  public Selftest(List<Case> cases, TargetOptions options, Tokens tokens, int jobs) {
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

  private List<String> catching(Defect defect) throws TargetException, InterruptedException {
    // What RFC 5321 allows may break RFC 821: what survives meets the older profiles too.
    try (Target target = new ReferenceTargets().start("reference:" + defect.id(), options)) {
      Probe probe = Probe.of(target.address(), LIMITS.reply());
      Map<Profile, CaseRunner> runners = new EnumMap<>(Profile.class);
      for (Profile profile : Profile.values()) {
        runners.put(profile, new CaseRunner(target, probe, profile, LIMITS, tokens));
      }
      List<String> ids = violated(runners, Selftest::latest);
      for (Profile profile : List.of(Profile.RFC821, Profile.RFC1123)) {
        ids = ids.isEmpty() ? violated(runners, one -> profile) : ids;
      }
      return ids;
    }
  }

  private List<String> violated(Map<Profile, CaseRunner> runners, Function<Case, Profile> profile)
      throws TargetException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      var futures = new ArrayList<Future<Boolean>>();
      for (Case one : cases) {
        futures.add(
            pool.submit(
                () -> runners.get(profile.apply(one)).run(one).verdict() == Outcome.VIOLATES));
      }
      var ids = new ArrayList<String>();
      for (int i = 0; i < futures.size(); i++) {
        if (result(futures.get(i))) {
          ids.add(cases.get(i).id().toString());
        }
      }
      return ids;
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
