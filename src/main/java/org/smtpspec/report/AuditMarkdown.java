package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.result.Result;

/** What the checks of an audit found as Markdown, with the evidence of what is not hardened. */
final class AuditMarkdown {
  private AuditMarkdown() {}

  static void write(Result result, Appendable out) throws IOException {
    if (result.audit().isEmpty()) {
      return;
    }
    out.append("\n## Audit\n\n| target | check | verdict | reason |\n| --- | --- | --- | --- |\n");
    for (AuditEntry entry : result.audit()) {
      String verdict = entry.verdict().json();
      boolean fails = entry.verdict() == AuditVerdict.FAIL;
      out.append(
          "| %s | %s | %s | %s |\n"
              .formatted(
                  MarkdownReport.escaped(entry.target()),
                  MarkdownReport.escaped(entry.check()),
                  fails ? "**" + verdict + "**" : verdict,
                  MarkdownReport.escaped(entry.reason())));
    }
    List<AuditEntry> failing =
        result.audit().stream().filter(entry -> entry.verdict() == AuditVerdict.FAIL).toList();
    if (!failing.isEmpty()) {
      out.append("\n### Not hardened (").append(String.valueOf(failing.size())).append(")\n");
    }
    for (AuditEntry entry : failing) {
      evidence(entry, out);
    }
  }

  private static void evidence(AuditEntry entry, Appendable out) throws IOException {
    String block = String.join("\n", entry.evidence());
    String fence = MarkdownReport.fence(block);
    out.append(
        "\n%s on %s: %s (%s)\n\n"
            .formatted(
                MarkdownReport.escaped(entry.check()),
                MarkdownReport.escaped(entry.target()),
                MarkdownReport.escaped(entry.title()),
                MarkdownReport.escaped(entry.cite())));
    out.append(fence).append("text\n").append(block).append('\n').append(fence).append('\n');
  }
}
