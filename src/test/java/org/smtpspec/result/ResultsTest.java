package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smtpspec.result.Samples.EXIM;
import static org.smtpspec.result.Samples.POSTFIX;
import static org.smtpspec.result.Samples.RUN;
import static org.smtpspec.result.Samples.entry;
import static org.smtpspec.result.Samples.verdict;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTest {
  private static final RunInfo OTHER =
      RunInfo.starting("other", Instant.parse("2026-01-30T12:00:00Z"), 7, "0.1.0", "x", "rfc5321")
          .finishedAt(Instant.parse("2026-01-30T12:00:05Z"));

  @Test
  void targetsOfSeveralDocumentsStandSideBySide() {
    Result left = result(RUN, POSTFIX, verdict("postfix", Outcome.CONFORMS, "250"));
    Result right = result(OTHER, EXIM, verdict("exim", Outcome.CONFORMS, "250"));

    Result merged = Results.merge(List.of(left, right));

    assertThat(merged.targets()).containsExactly(POSTFIX, EXIM);
    assertThat(merged.cases()).hasSize(1);
    assertThat(merged.cases().get(0).results())
        .extracting(TargetVerdict::target)
        .containsExactly("postfix", "exim");
    assertThat(merged.run().id()).isEqualTo("2026-01-31T120000Z+other");
    assertThat(merged.run().started()).isEqualTo("2026-01-30T12:00:00Z");
    assertThat(merged.run().profile()).isEqualTo("rfc5321");
  }

  @Test
  void aMergeWithAnIncompleteRunIsIncomplete() {
    Result killed = result(RUN, POSTFIX, verdict("postfix", Outcome.CONFORMS, "250"));
    Result whole = result(OTHER, EXIM, verdict("exim", Outcome.CONFORMS, "250"));

    assertThat(Results.merge(List.of(whole, killed)).complete()).isFalse();
    assertThat(Results.merge(List.of(whole, whole)).run().finished())
        .isEqualTo("2026-01-30T12:00:05Z");
  }

  @Test
  void shardsOfOneTargetMergeAndTheLaterVerdictWins() {
    Result first = result(RUN, EXIM, verdict("exim", Outcome.VIOLATES, "500"));
    Result second = result(OTHER, EXIM, verdict("exim", Outcome.CONFORMS, "250"));

    Result merged = Results.merge(List.of(first, second));

    assertThat(merged.cases().get(0).results())
        .containsExactly(verdict("exim", Outcome.CONFORMS, "250"));
  }

  @Test
  void sharesOfACampaignAreOneAndEqualFindingsToo() {
    var once = new FuzzEntry.Finding("a.smtp", "RCPT got 250", 3, "");
    var again = new FuzzEntry.Finding("b.smtp", "RCPT got 250", 4, "");
    var other = new FuzzEntry.Finding("c.smtp", "DATA got 354", 1, "2/5");

    Result merged =
        Results.merge(
            List.of(
                Result.of(RUN, List.of(EXIM), List.of())
                    .withFuzz(
                        List.of(new FuzzEntry("exim", "states", 10, 9, 1, 4, 200, List.of(once)))),
                Result.of(OTHER, List.of(EXIM), List.of())
                    .withFuzz(
                        List.of(
                            new FuzzEntry(
                                "exim", "states", 5, 6, 2, 3, 50, List.of(other, again))))));

    assertThat(merged.fuzz())
        .containsExactly(
            new FuzzEntry(
                "exim",
                "states",
                15,
                15,
                3,
                7,
                200,
                List.of(new FuzzEntry.Finding("a.smtp", "RCPT got 250", 7, ""), other)));
  }

  @Test
  void whatSharesOfACampaignReachedIsAddedUp() {
    Result merged =
        Results.merge(
            List.of(reached(RUN, Map.of("2yz", 3L, "5yz", 1L)), reached(OTHER, Map.of("2yz", 4L))));

    assertThat(merged.coverage())
        .containsExactly(new CoverageEntry("exim", "READY", "MAIL", Map.of("2yz", 7L, "5yz", 1L)));
  }

  private static Result reached(RunInfo run, Map<String, Long> replies) {
    return new Result(
        Result.SCHEMA,
        run,
        List.of(EXIM),
        List.of(),
        List.of(),
        List.of(),
        List.of(new CoverageEntry("exim", "READY", "MAIL", replies)),
        List.of());
  }

  @Test
  void oneIdForTwoSpecificationsIsAnError() {
    Result first = result(RUN, EXIM, verdict("exim", Outcome.CONFORMS, "250"));
    Result second =
        result(
            OTHER,
            TargetInfo.of("exim", "image:exim:dev"),
            verdict("exim", Outcome.CONFORMS, "250"));

    assertThatThrownBy(() -> Results.merge(List.of(first, second)))
        .isInstanceOf(ResultException.class)
        .hasMessage(
            "target 'exim' is 'container:exim' in run 2026-01-31T120000Z,"
                + " but 'image:exim:dev' in run other: rename one of them");
  }

  @Test
  void nothingCannotBeMerged() {
    assertThatThrownBy(() -> Results.merge(List.of())).isInstanceOf(ResultException.class);
  }

  @Test
  void casesDifferInOutcomeOrReplyCode() {
    CaseEntry same =
        entry("same")
            .with(verdict("postfix", Outcome.CONFORMS, "250 a"))
            .with(verdict("exim", Outcome.CONFORMS, "250 b"));
    CaseEntry otherCode = same.with(verdict("exim", Outcome.CONFORMS, "251 b"));
    CaseEntry otherOutcome = same.with(verdict("exim", Outcome.TOLERATED, "250 b"));

    assertThat(same.differs()).isFalse();
    assertThat(otherCode.differs()).isTrue();
    assertThat(otherOutcome.differs()).isTrue();
  }

  @Test
  void theSummaryCountsPerTargetAndOutcome() {
    Result result =
        Result.of(
            RUN,
            List.of(POSTFIX, EXIM),
            List.of(
                entry("a")
                    .with(verdict("postfix", Outcome.CONFORMS, "250"))
                    .with(verdict("exim", Outcome.VIOLATES, "500").withKnown(true)),
                entry("b").with(verdict("exim", Outcome.CONFORMS, "250"))));

    Summary summary = Summary.of(result);

    assertThat(summary.cases()).isEqualTo(2);
    assertThat(summary.different()).isEqualTo(1);
    Summary.Tally exim = summary.targets().get(1);
    assertThat(exim.count(Outcome.VIOLATES)).isEqualTo(1);
    assertThat(exim.count(Outcome.INCONCLUSIVE)).isZero();
    assertThat(exim.known()).isEqualTo(1);
    assertThat(exim.total()).isEqualTo(2);
    assertThat(exim.ms()).isEqualTo(24.692);
  }

  private static Result result(RunInfo run, TargetInfo target, TargetVerdict verdict) {
    return Result.of(run, List.of(target), List.of(entry("a").with(verdict)));
  }
}
