package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smtpspec.result.Samples.RUN;
import static org.smtpspec.result.Samples.entry;
import static org.smtpspec.result.Samples.verdict;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ContrastTest {
  private static final TargetVerdict A = verdict("a", Outcome.CONFORMS, "501 no");
  private static final TargetVerdict B = verdict("b", Outcome.CONFORMS, "501 never");
  private static final TargetVerdict C = verdict("c", Outcome.VIOLATES, "250 yes");

  @Test
  void theSameVerdictAndCodeIsTheSameAnswer() {
    Contrast contrast = Contrast.of(of("x", A, B, C));

    assertThat(contrast.groups()).containsExactly(List.of(A, B), List.of(C));
    assertThat(contrast.odd(C)).isTrue();
    assertThat(contrast.odd(B)).isFalse();
  }

  @Test
  void withoutAMajorityNobodyIsOdd() {
    Contrast contrast = Contrast.of(of("x", A, C));

    assertThat(contrast.majority()).isEmpty();
    assertThat(contrast.odd(A)).isFalse();
    assertThat(contrast.odd(C)).isFalse();
  }

  @Test
  void aCaseThatSaysNothingIsNoAnswer() {
    TargetVerdict silent = verdict("d", Outcome.NOT_APPLICABLE, "");

    assertThat(of("x", A, B, silent).differs()).isFalse();
    assertThat(Contrast.of(of("x", A, B, silent)).odd(silent)).isFalse();
    assertThat(of("x", A, C).differs()).isTrue();
  }

  @Test
  void anOutlierBreaksWhatMostKeep() {
    assertThat(Contrast.of(of("x", A, B, C)).outliers()).containsExactly(C);
    assertThat(Contrast.of(of("x", A, B, C.withLevel(Level.MAY))).outliers()).isEmpty();
    assertThat(Contrast.of(of("x", A, C)).outliers()).isEmpty();
  }

  @Test
  void mostTellingAreRareAndEachServerHasItsTurn() {
    TargetVerdict broken = verdict("b", Outcome.VIOLATES, "250 yes");
    TargetVerdict kept = verdict("c", Outcome.CONFORMS, "501 no");
    Result result =
        Result.of(
            RUN,
            Stream.of("a", "b", "c").map(id -> TargetInfo.of(id, id)).toList(),
            List.of(
                of("p[1]", A, B, C),
                of("p[2]", A, B, C),
                of("q", A, B, C),
                of("r", A, broken, kept),
                of("s", A, B, kept)));

    List<String> two = Contrast.telling(result, 2).stream().map(each -> each.entry().id()).toList();
    List<String> all = Contrast.telling(result, 9).stream().map(each -> each.entry().id()).toList();

    assertThat(two).containsExactly("r", "p[1]");
    assertThat(all).containsExactly("r", "p[1]", "q");
  }

  private static CaseEntry of(String id, TargetVerdict... verdicts) {
    return entry(id).withResults(List.of(verdicts));
  }
}
