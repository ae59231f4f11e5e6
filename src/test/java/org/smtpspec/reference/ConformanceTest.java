package org.smtpspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Outcome;
import org.smtpspec.run.CaseRunner;
import org.smtpspec.run.Effort;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Requirement;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetOptions;

/**
 * The suites and the reference server hold each other: the server breaks no rule, and the suites
 * see each seeded defect.
 */
class ConformanceTest {
  private static final Path HOME = Path.of("");
  private static final Limits PATIENT = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(3));

  @ParameterizedTest
  @EnumSource(Profile.class)
  void theReferenceViolatesNoCase(Profile profile) throws Exception {
    List<Case> cases = Suites.load(HOME.resolve("suites")).cases();

    List<String> broken = broken(cases, profile);

    assertThat(cases).hasSizeGreaterThan(250);
    assertThat(broken).isEmpty();
  }

  @Test
  void everyRuleIsCitedOrListedWithAReason() throws Exception {
    Suites suites = Suites.load(HOME.resolve("suites"));
    Set<String> cited =
        suites.cases().stream()
            .flatMap(one -> one.citations().stream())
            .flatMap(citation -> citation.rule().stream())
            .map(Requirement::id)
            .collect(Collectors.toSet());

    List<String> open =
        suites.catalogue().requirements().stream()
            .map(Requirement::id)
            .filter(id -> !cited.contains(id) && suites.catalogue().reasonUncovered(id).isEmpty())
            .toList();

    assertThat(suites.errors()).isEmpty();
    assertThat(open).isEmpty();
  }

  /**
   * The whole matrix is {@code smtpspec selftest}; here each defect meets the cases that cite its
   * rule.
   */
  @Test
  void casesThatCiteTheRuleOfADefectCatchIt() throws Exception {
    Suites suites = Suites.load(HOME.resolve("suites"));
    Set<String> rules =
        Arrays.stream(Defect.values()).map(Defect::rule).collect(Collectors.toSet());
    List<Case> cases =
        suites.cases().stream()
            .filter(
                one ->
                    one.citations().stream()
                        .anyMatch(c -> c.rule().map(r -> rules.contains(r.id())).orElse(false)))
            .toList();
    var missed = new ArrayList<String>();

    for (Defect defect : Defect.values()) {
      List<Case> own =
          cases.stream()
              .filter(
                  one ->
                      one.citations().stream()
                          .anyMatch(
                              c -> c.rule().map(r -> r.id().equals(defect.rule())).orElse(false)))
              .toList();
      var selftest =
          new Selftest(
              own, TargetOptions.none(HOME), new Tokens(defect.id().hashCode()), 8, PATIENT);
      Map<Defect, List<String>> caught = selftest.run(List.of(defect), (one, ids) -> {});
      if (caught.get(defect).isEmpty()) {
        missed.add(defect.id());
      }
    }

    assertThat(new HashSet<>(missed)).isSubsetOf(SEEN_ELSEWHERE);
  }

  /** Defects that other cases catch than those that cite their rule. */
  private static final Set<String> SEEN_ELSEWHERE = Set.of("turn-starts-with-mail");

  private static List<String> broken(List<Case> cases, Profile profile) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try (Target target = new ReferenceTargets().start("reference", TargetOptions.none(HOME))) {
      Probe probe = Probe.of(target.address(), Limits.USUAL.reply());
      var runner =
          new CaseRunner(target, probe, profile, Limits.USUAL, new Tokens(7), Effort.USUAL);
      var running = new ArrayList<Future<String>>();
      for (Case one : cases) {
        running.add(pool.submit(() -> one.id() + " " + runner.run(one).verdict()));
      }
      var broken = new ArrayList<String>();
      for (Future<String> each : running) {
        String line = each.get();
        if (line.endsWith(" " + Outcome.VIOLATES) || line.endsWith(" " + Outcome.INCONCLUSIVE)) {
          broken.add(line);
        }
      }
      return broken;
    } finally {
      pool.shutdownNow();
    }
  }
}
