package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.result.Result;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;

class AuditReportTest {
  private static final String SENDMAIL = "container:sendmail@stock-2000";
  private static final String POSTFIX = "container:postfix";

  @Test
  void theTableIsOnTopAndTheEvidenceBelow() throws IOException {
    var out = new StringBuilder();

    new AuditReport(false, "reports/index.html").write(sample(), out);

    assertThat(out.toString())
        .isEqualTo(
            """
            check       sendmail@stock-2000  postfix
            novrfy      fail                 pass
            queue-mode                       not-applicable

            novrfy   fail   on container:sendmail@stock-2000
              rule      VRFY tells nothing
              source    op.me
              found     it tells
              evidence  C: VRFY alice
                        S: 250 <alice>
              again     smtpspec audit --target container:sendmail@stock-2000 --check novrfy

            sendmail@stock-2000: 1 fail
            postfix: 1 pass, 1 not-applicable
            report  reports/index.html
            """);
  }

  @Test
  void thePageHasTheEvidenceAndNoMatrixOfCases() throws IOException {
    var out = new StringWriter();

    new HtmlReport().write(sample(), out);

    assertThat(out.toString())
        .contains("<body class=\"caseless\">")
        .contains("<pre>C: VRFY alice&#10;S: 250 &lt;alice&gt;</pre>")
        .contains("<strong>it tells</strong>");
  }

  @Test
  void markdownHasTheTableAndTheEvidenceOfWhatFails() throws IOException {
    var out = new StringBuilder();

    new MarkdownReport(false).write(sample(), out);

    assertThat(out.toString())
        .contains("| container\\:sendmail\\@stock-2000 | novrfy | **fail** | it tells |")
        .contains("### Not hardened (1)")
        .contains("```text\nC: VRFY alice\nS: 250 <alice>\n```");
  }

  private static Result sample() {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    return new Result(
        Result.SCHEMA,
        RunInfo.starting("r", start, 1, "0", "audit", "").finishedAt(start),
        List.of(TargetInfo.of(SENDMAIL, SENDMAIL), TargetInfo.of(POSTFIX, POSTFIX)),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new AuditEntry(
                SENDMAIL,
                "novrfy",
                "VRFY tells nothing",
                "op.me",
                AuditVerdict.FAIL,
                "it tells",
                List.of("C: VRFY alice", "S: 250 <alice>")),
            new AuditEntry(
                POSTFIX, "novrfy", "VRFY tells nothing", "", AuditVerdict.PASS, "", List.of()),
            new AuditEntry(
                POSTFIX, "queue-mode", "0700", "", AuditVerdict.NOT_APPLICABLE, "no", List.of())));
  }
}
