package org.smtpspec.result;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Small documents for the tests of this package. */
final class Samples {
  static final RunInfo RUN =
      RunInfo.starting(
          "2026-01-31T120000Z",
          Instant.parse("2026-01-31T12:00:00Z"),
          42,
          "0.1.0",
          "smtpspec run --target container:postfix",
          "rfc5321");
  static final TargetInfo POSTFIX = TargetInfo.of("postfix", "container:postfix");
  static final TargetInfo EXIM = TargetInfo.of("exim", "container:exim");

  private Samples() {}

  static CaseEntry entry(String id) {
    return CaseEntry.of(
        id,
        "rfc821/4.1.1",
        "HELO is answered with 250",
        Level.MUST,
        List.of("rfc821#4.1.1"),
        List.of("RFC821-4.1.1-HELO-01"),
        "HELO",
        "suites/rfc821/4.1.1/helo.smtp");
  }

  static TargetVerdict verdict(String target, Outcome outcome, String received) {
    return TargetVerdict.of(
            target,
            outcome,
            "",
            12.3456,
            List.of(
                line(0, "C", "HELO a\r\n"), line(1.5, "S", received + "\r\n"), line(2, "*", "end")))
        .withDecision("suites/rfc821/4.1.1/helo.smtp:12", "HELO a\\r\\n", "250", received)
        .withMark(1);
  }

  static TranscriptLine line(double ms, String from, String text) {
    return TranscriptLine.of(ms, from, text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
