package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RelayChangeTest {
  private static final String REFUSED = "refused at RCPT";
  private static final String RELAYED = "relayed";

  @Test
  void aCellThatOpenedAgainstThePolicyIsARegressionAndStandsFirst() {
    Diff diff =
        Diff.of(
            result(
                cell("a", REFUSED, "any", RelayEntry.EXPECTED),
                cell("b", RELAYED, "any", RelayEntry.EXPECTED),
                cell("c", REFUSED, "any", RelayEntry.EXPECTED),
                cell("d", "accepted, bounced", "any", RelayEntry.EXPECTED)),
            result(
                cell("a", RELAYED, "relay", RelayEntry.EXPECTED),
                cell("b", REFUSED, "any", RelayEntry.EXPECTED),
                cell("c", RELAYED, "not-relayed", RelayEntry.UNEXPECTED),
                cell("d", "accepted, vanished", "any", RelayEntry.EXPECTED)),
            false);

    assertThat(diff.relay())
        .extracting(change -> change.kind().words() + " " + change.cell())
        .containsExactly(
            "opened outside ehlo external c",
            "opened outside ehlo external a",
            "closed outside ehlo external b",
            "outcome changed outside ehlo external d");
    assertThat(diff.relay())
        .extracting(RelayChange::regression)
        .containsExactly(true, false, false, false);
    assertThat(diff.regression()).isTrue();
    assertThat(diff.toJson()).contains("\"opened\"", "\"regression\" : true");
  }

  @Test
  void aCellThatClosedOrOpenedAsThePolicyWantsIsNoRegression() {
    Diff diff =
        Diff.of(
            result(cell("a", REFUSED, "refuse", RelayEntry.EXPECTED)),
            result(cell("a", RELAYED, "relay", RelayEntry.EXPECTED)),
            false);

    assertThat(diff.regression()).isFalse();
    assertThat(diff.none()).isFalse();
  }

  @Test
  void aCellThatCouldNotBeTriedHasNotClosed() {
    Diff diff =
        Diff.of(
            result(cell("a", RELAYED, "any", RelayEntry.EXPECTED)),
            result(cell("a", "not tried", "any", RelayEntry.UNDECIDED)),
            false);

    assertThat(diff.relay())
        .extracting(RelayChange::kind)
        .containsExactly(RelayChange.Kind.CHANGED);
  }

  @Test
  void aTargetWithoutATableAnyMoreIsUnheard() {
    Diff diff = Diff.of(result(cell("a", REFUSED, "any", RelayEntry.EXPECTED)), result(), false);

    assertThat(diff.unheard()).hasSize(1);
  }

  @Test
  void ofTwoResultsOfOneCellTheLaterStays() {
    Result merged =
        Results.merge(
            List.of(
                result(cell("a", REFUSED, "any", RelayEntry.EXPECTED)),
                result(cell("a", RELAYED, "any", RelayEntry.EXPECTED))));

    assertThat(merged.relay()).extracting(RelayEntry::outcome).containsExactly(RELAYED);
  }

  private static Result result(RelayEntry... cells) {
    var run =
        new RunInfo("id", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z", 1, "1", "smtpspec", "");
    return new Result(
        Result.SCHEMA,
        run,
        List.of(TargetInfo.of("exim", "exim")),
        List.of(),
        List.of(cells),
        List.of(),
        List.of());
  }

  private static RelayEntry cell(
      String recipient, String outcome, String expected, String verdict) {
    return new RelayEntry(
        "exim",
        "outside",
        "ehlo",
        "external",
        recipient,
        "<s@C>",
        "<u@X>",
        outcome,
        expected,
        verdict,
        "how it is known",
        List.of());
  }
}
