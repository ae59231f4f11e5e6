package org.smtpspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

  /** The kills on record are played, each for real; {@code smtpspec selftest} shows them. */
  @Test
  void eachCaseHasFailedAndEachDefectIsCaught() throws Exception {
    Suites suites = Suites.load(HOME.resolve("suites"));
    KillTable table = KillTable.read(KillTable.in(HOME), suites.cases());
    var selftest = new Selftest(TargetOptions.none(HOME), new Tokens(11), 16);

    Proof proof = new Prover(selftest, suites.cases()).prove(table.kills());

    assertThat(table.strange()).isEmpty();
    assertThat(proof.changed(suites.catalogue())).as("see smtpspec selftest --record").isEmpty();
    assertThat(proof.survivors()).isEmpty();
    assertThat(unexplained(suites, proof)).isEmpty();
    assertThat(caughtElsewhereOnly(proof)).isSubsetOf(SEEN_ELSEWHERE);
  }

  private static List<String> unexplained(Suites suites, Proof proof) {
    return proof.unfailing().stream()
        .map(one -> one.id().toString())
        .filter(id -> suites.catalogue().reasonUnfailing(id).isEmpty())
        .toList();
  }

  private static Set<String> caughtElsewhereOnly(Proof proof) {
    Set<String> caught =
        proof.kills().stream()
            .filter(Kill::citesTheRule)
            .map(kill -> kill.defect().id())
            .collect(Collectors.toSet());
    return Arrays.stream(Defect.values())
        .filter(defect -> !defect.isForSequences())
        .map(Defect::id)
        .filter(id -> !caught.contains(id))
        .collect(Collectors.toSet());
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
