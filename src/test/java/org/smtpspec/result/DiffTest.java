package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smtpspec.result.Samples.EXIM;
import static org.smtpspec.result.Samples.POSTFIX;
import static org.smtpspec.result.Samples.RUN;
import static org.smtpspec.result.Samples.entry;
import static org.smtpspec.result.Samples.verdict;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
  @ParameterizedTest(name = "{0} to {1} at {2}")
  @CsvSource({
    "CONFORMS, VIOLATES, MUST, NEWLY_FAILING, true",
    "TOLERATED, VIOLATES, MUST, NEWLY_FAILING, true",
    "INCONCLUSIVE, VIOLATES, MUST, NEWLY_FAILING, true",
    "CONFORMS, VIOLATES, SHOULD, NEWLY_FAILING, true",
    "CONFORMS, VIOLATES, MAY, NEWLY_FAILING, false",
    "VIOLATES, CONFORMS, MUST, FIXED, false",
    "VIOLATES, TOLERATED, MUST, FIXED, false",
    "VIOLATES, INCONCLUSIVE, MUST, VERDICT, false",
    "CONFORMS, TOLERATED, MUST, VERDICT, false",
    "CONFORMS, NOT_APPLICABLE, MUST, VERDICT, false",
  })
  void aChangeOfVerdictHasAKind(
      Outcome was, Outcome is, Level level, Diff.Kind kind, boolean regression) {
    Diff diff =
        Diff.of(
            of(POSTFIX, verdict("postfix", was, "1").withLevel(level)),
            of(POSTFIX, verdict("postfix", is, "1").withLevel(level)),
            false);

    assertThat(diff.changes()).singleElement().extracting(Diff.Change::kind).isEqualTo(kind);
    assertThat(diff.regression()).isEqualTo(regression);
  }

  @Test
  void toTolerateIsWorseInAStrictComparison() {
    Result before = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "1"));
    Result after = of(POSTFIX, verdict("postfix", Outcome.TOLERATED, "1"));

    assertThat(Diff.of(before, after, true).regression()).isTrue();
    assertThat(Diff.of(after, before, true).regression()).isFalse();
  }

  @Test
  void whatTheLedgerExpectsIsNoRegression() {
    Result before = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "1"));
    Result after =
        of(
            POSTFIX,
            verdict("postfix", Outcome.VIOLATES, "1")
                .withListed(new Listed(Outcome.VIOLATES, "postfix.known:1", "so")));

    assertThat(Diff.of(before, after, false).regression()).isFalse();
  }

  @Test
  void anotherReplyIsAChangeAndNoiseIsNone() {
    Result before = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "250 Ok: queued as 4AB12"));
    Result same = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "250 Ok: queued as 9ZZ99"));
    Result other = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "250 Okay: queued as 4AB12"));

    assertThat(Diff.of(before, same, false).none()).isTrue();
    assertThat(Diff.of(before, other, false).alike(Diff.Kind.REPLY)).hasSize(1);
  }

  @Test
  void oneTargetEachIsComparedWhateverTheirNames() {
    TargetInfo before =
        new TargetInfo(
            "container:postfix@debian12", "", "Postfix 3.7.11", "", "", List.of("VRFY", "SIZE 1"));
    TargetInfo after =
        new TargetInfo(
            "container:postfix@debian13", "", "Postfix 3.10.5", "", "", List.of("VRFY", "SIZE 2"));

    Diff diff =
        Diff.of(
            of(before, verdict(before.id(), Outcome.CONFORMS, "250 a")),
            of(after, verdict(after.id(), Outcome.VIOLATES, "250 b")),
            false);

    assertThat(diff.targets())
        .containsExactly(
            new Diff.TargetChange(
                "postfix@debian12 -> postfix@debian13",
                "software",
                "Postfix 3.7.11",
                "Postfix 3.10.5"),
            new Diff.TargetChange(
                "postfix@debian12 -> postfix@debian13", "offers", "SIZE 1", "SIZE 2"));
    assertThat(diff.changes()).hasSize(1);
    assertThat(diff.added().targets()).isEmpty();
  }

  @Test
  void whatOnlyOneSideHasIsNamed() {
    TargetVerdict some = verdict("postfix", Outcome.CONFORMS, "250");
    Result before =
        Result.of(RUN, List.of(POSTFIX, EXIM), List.of(entry("a").with(some), entry("b")));
    Result after = Result.of(RUN, List.of(POSTFIX), List.of(entry("a").with(some), entry("c")));

    Diff diff = Diff.of(before, after, false);

    assertThat(diff.added()).isEqualTo(new Diff.Only(List.of(), List.of("c")));
    assertThat(diff.removed()).isEqualTo(new Diff.Only(List.of("exim"), List.of("b")));
    assertThat(diff.regression()).isFalse();
  }

  @Test
  void aServerThatAnswersNothingAnyMoreIsNamed() {
    Result before = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "250"));
    Result after =
        of(POSTFIX, TargetVerdict.of("postfix", Outcome.INCONCLUSIVE, "no server", 0, List.of()));

    assertThat(Diff.of(before, after, false).unheard()).containsExactly("postfix");
    assertThat(Diff.of(after, after, false).unheard()).isEmpty();
  }

  @Test
  void twoTargetsOfOneDocumentAreCompared() {
    Result result =
        Result.of(
            RUN,
            List.of(POSTFIX, EXIM),
            List.of(
                entry("a")
                    .with(verdict("postfix", Outcome.CONFORMS, "250 a"))
                    .with(verdict("exim", Outcome.CONFORMS, "250 b"))));

    Diff diff = Diff.of(result, "postfix", "exim");

    assertThat(diff.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.target()).isEqualTo("postfix -> exim");
              assertThat(change.shown()).isEqualTo("250 a -> 250 b");
            });
  }

  @Test
  void whatShowsTheSameStandsTogether() {
    Result before = two("250 queued as A1", "250 queued as B2");
    Result after = two("250 done as", "250 done as");

    assertThat(Diff.of(before, after, false).alike(Diff.Kind.REPLY))
        .singleElement()
        .satisfies(alike -> assertThat(alike).hasSize(2));
  }

  @Test
  void jsonSaysTheSame() throws Exception {
    Result before = of(POSTFIX, verdict("postfix", Outcome.CONFORMS, "250 a"));
    Result after = of(POSTFIX, verdict("postfix", Outcome.VIOLATES, "250 b"));

    JsonNode json = new ObjectMapper().readTree(Diff.of(before, after, false).toJson());

    assertThat(json.at("/changes/0").toString())
        .isEqualTo(
            "{\"kind\":\"newly-failing\",\"target\":\"postfix\",\"case\":\"a\",\"level\":\"MUST\","
                + "\"before\":{\"verdict\":\"conforms\",\"received\":\"250 a\"},"
                + "\"after\":{\"verdict\":\"violates\",\"received\":\"250 b\"},\"regression\":true}");
  }

  private static Result of(TargetInfo target, TargetVerdict verdict) {
    return Result.of(RUN, List.of(target), List.of(entry("a").with(verdict)));
  }

  private static Result two(String one, String other) {
    return Result.of(
        RUN,
        List.of(POSTFIX),
        List.of(
            entry("a").with(verdict("postfix", Outcome.CONFORMS, one)),
            entry("b").with(verdict("postfix", Outcome.CONFORMS, other))));
  }
}
