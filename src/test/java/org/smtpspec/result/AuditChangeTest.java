package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuditChangeTest {
  @Test
  void whatNewlyFailsStandsFirstAndIsARegression() {
    Diff diff =
        Diff.of(
            result(
                found("a", AuditVerdict.FAIL),
                found("b", AuditVerdict.PASS),
                found("c", AuditVerdict.PASS),
                found("d", AuditVerdict.FAIL)),
            result(
                found("a", AuditVerdict.PASS),
                found("b", AuditVerdict.PASS),
                found("c", AuditVerdict.FAIL),
                found("d", AuditVerdict.INCONCLUSIVE)),
            false);

    assertThat(diff.audit())
        .extracting(change -> change.kind().words() + " " + change.check())
        .containsExactly("newly failing c", "fixed a", "verdict changed d");
    assertThat(diff.regression()).isTrue();
    assertThat(diff.toJson()).contains("\"newly-failing\"", "\"regression\" : true");
  }

  @Test
  void whatIsFixedIsNoRegression() {
    Diff diff =
        Diff.of(
            result(found("a", AuditVerdict.FAIL)), result(found("a", AuditVerdict.PASS)), false);

    assertThat(diff.regression()).isFalse();
    assertThat(diff.none()).isFalse();
  }

  @Test
  void aServerThatIsNoLongerCheckedIsUnheard() {
    Diff diff = Diff.of(result(found("a", AuditVerdict.PASS)), result(), false);

    assertThat(diff.unheard()).containsExactly("sendmail");
  }

  @Test
  void aLaterFindingTakesThePlaceOfAnEarlierInAMerge() {
    Result merged =
        Results.merge(
            List.of(
                result(found("a", AuditVerdict.FAIL), found("b", AuditVerdict.PASS)),
                result(found("a", AuditVerdict.PASS))));

    assertThat(merged.audit())
        .extracting(AuditEntry::verdict)
        .containsExactly(AuditVerdict.PASS, AuditVerdict.PASS);
  }

  private static AuditEntry found(String check, AuditVerdict verdict) {
    return new AuditEntry(
        "container:sendmail", check, "title", "cite", verdict, "", List.of("# ls"));
  }

  private static Result result(AuditEntry... audit) {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    return new Result(
        Result.SCHEMA,
        RunInfo.starting("r", start, 1, "0", "audit", "").finishedAt(start),
        List.of(TargetInfo.of("container:sendmail", "container:sendmail")),
        List.of(),
        List.of(),
        List.of(),
        List.of(audit));
  }
}
