package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;

class FindingTextTest {
  private static final CaseEntry ENTRY =
      CaseEntry.of(
          "rfc5321/3.3/rcpt-before-mail[local]",
          "rfc5321/3.3",
          "RCPT without MAIL is refused",
          Level.MUST,
          List.of("rfc5321#3.3"),
          List.of(),
          "RCPT",
          "suites/rfc5321/3.3/rcpt-before-mail.smtp");

  @Test
  void aViolationTellsFiveThings() {
    TargetVerdict verdict = Samples.verdict(Samples.POSTFIX, ENTRY, Outcome.VIOLATES);

    assertThat(text(verdict).block())
        .isEqualTo(
            """
            rfc5321/3.3/rcpt-before-mail[local]   VIOLATES a MUST   RFC 5321 section 3.3
              at        suites/rfc5321/3.3/rcpt-before-mail.smtp:12
              sent      RCPT TO:<bob@sut.test>\\r\\n
              expected  503   (tolerated: 500 | 501 | 554)
              received  250 2.1.5 Ok\\r\\n   after 12 ms
              again     smtpspec run --target container:postfix 'rfc5321/3.3/rcpt-before-mail[local]'\
            """);
  }

  @Test
  void whatIsInconclusiveTellsWhy() {
    TargetVerdict verdict = Samples.verdict(Samples.POSTFIX, ENTRY, Outcome.INCONCLUSIVE);

    assertThat(text(verdict).block())
        .isEqualTo(
            """
            rfc5321/3.3/rcpt-before-mail[local]   INCONCLUSIVE   RFC 5321 section 3.3
              because   the container exited with 137
              at        suites/rfc5321/3.3/rcpt-before-mail.smtp:12
              sent      RCPT TO:<bob@sut.test>\\r\\n
              expected  503   (tolerated: 500 | 501 | 554)
              again     smtpspec run --target container:postfix 'rfc5321/3.3/rcpt-before-mail[local]'\
            """);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    TargetVerdict verdict =
        TargetVerdict.of("postfix", Outcome.VIOLATES, "no answer", 5000, List.of());

    assertThat(text(verdict).block())
        .isEqualTo(
            """
            rfc5321/3.3/rcpt-before-mail[local]   VIOLATES a MUST   RFC 5321 section 3.3
              because   no answer
              at        suites/rfc5321/3.3/rcpt-before-mail.smtp
              again     smtpspec run --target container:postfix 'rfc5321/3.3/rcpt-before-mail[local]'\
            """);
  }

  @Test
  void theLevelOfTheLineAndTheLedgerShow() {
    TargetVerdict verdict =
        Samples.verdict(Samples.POSTFIX, ENTRY, Outcome.VIOLATES)
            .withLevel(Level.SHOULD)
            .withKnown(true);

    assertThat(text(verdict).headline())
        .isEqualTo(
            "rfc5321/3.3/rcpt-before-mail[local]   VIOLATES a SHOULD"
                + "   RFC 5321 section 3.3   (known)");
  }

  @Test
  void inBriefItIsOneLine() {
    TargetVerdict verdict = Samples.verdict(Samples.POSTFIX, ENTRY, Outcome.VIOLATES);

    assertThat(text(verdict).brief())
        .isEqualTo(
            "rfc5321/3.3/rcpt-before-mail[local]   VIOLATES a MUST   RFC 5321 section 3.3"
                + "   expected 503   (tolerated: 500 | 501 | 554)"
                + "   received 250 2.1.5 Ok\\r\\n   after 12 ms");
  }

  @Test
  void theCommandIsSafeToPaste() {
    assertThat(FindingText.quoted("it's; rm -rf $HOME")).isEqualTo("'it'\\''s; rm -rf $HOME'");
    assertThat(FindingText.again(TargetInfo.of("x", "image:a b")))
        .isEqualTo("smtpspec run --target 'image:a b'");
    assertThat(FindingText.again(TargetInfo.of("reference", "")))
        .isEqualTo("smtpspec run --target reference");
  }

  @Test
  void latencyCountsFromWhatTheClientLastWrote() {
    TargetVerdict verdict =
        TargetVerdict.of(
                "postfix",
                Outcome.VIOLATES,
                "",
                99,
                List.of(
                    Samples.line(1, "C", "a"),
                    Samples.line(5, "C2", "b"),
                    Samples.line(5.25, "S2", "c"),
                    Samples.line(50, "C", "d")))
            .withMark(2);

    assertThat(FindingText.latency(verdict)).isEqualTo("0.3 ms");
    assertThat(FindingText.latency(verdict.withMark(0))).isEqualTo("1.0 ms");
  }

  private static FindingText text(TargetVerdict verdict) {
    return FindingText.of(Samples.POSTFIX, ENTRY, verdict);
  }
}
