package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

class RelayReportTest {
  @Test
  void theTableIsOnTopAndTheUnexpectedBelow() throws IOException {
    var out = new StringBuilder();

    new RelayReport(false, "reports/index.html").write(sample(), out);

    assertThat(out.toString())
        .isEqualTo(
            """
            from     sessions  senders   recipients           expected     postfix       exim
            outside  ehlo      external  plain, percent-host  not-relayed  refused RCPT  bounced
            outside  ehlo      null      plain                not-relayed  !relayed      refused text

            == not as the policy says: 1

            outside ehlo null plain   on postfix
              sent      MAIL FROM:<s@C>  RCPT TO:<u@X>
              expected  not-relayed
              found     relayed
              evidence  so it is known

            postfix: 2 refused RCPT, 1 relayed
            exim: 2 bounced, 1 refused text
            3 cells on 2 targets, 1 not as the policy says
            report  reports/index.html
            """);
  }

  @Test
  void thePageHasTheEvidenceOfEachCell() throws IOException {
    var out = new java.io.StringWriter();

    new HtmlReport().write(sample(), out);

    assertThat(out.toString())
        .contains("<body class=\"caseless\">")
        .contains("<td>null <code>&lt;s@C&gt;</code></td>")
        .contains(
            "<td class=\"violates\"><details><summary><span aria-hidden=\"true\">\u2717</span>")
        .contains("<span class=\"outcome\">relayed</span>", "so it is known");
  }

  @Test
  void markdownMarksTheUnexpected() throws IOException {
    var out = new StringBuilder();

    new MarkdownReport(false).write(sample(), out);

    assertThat(out)
        .contains("| outside | ehlo | null | plain | not-relayed | **relayed** | refused text |")
        .contains(
            "- outside ehlo null plain on postfix: relayed, expected not-relayed; so it is known");
  }

  @Test
  void aSettingShowsWhichCellsItChangesAndNoOthers() throws IOException {
    var out = new StringBuilder();
    var markdown = new StringBuilder();
    var page = new java.io.StringWriter();

    new RelayReport(false, "").write(settings(), out);
    new MarkdownReport(false).write(settings(), markdown);
    new HtmlReport().write(settings(), page);

    assertThat(out.toString())
        .startsWith(
            """
            setting         from     senders   recipients           without       with
            postfix@open    outside  external  plain, percent-host  refused RCPT  relayed
            postfix@closed                     no cell of 3

            """);
    assertThat(markdown)
        .contains("| open | outside | external | plain, percent-host | refused RCPT | relayed |\n")
        .contains("| closed | | | no cell of 3 | | |\n");
    assertThat(page.toString())
        .contains(
            "<td>postfix@open</td><td>outside</td><td>external</td><td>plain, percent-host</td>");
  }

  private static Result settings() {
    var cells = new ArrayList<RelayEntry>();
    List<String> ids = List.of("postfix", "postfix@open", "postfix@closed");
    for (String id : ids) {
      String outcome = id.endsWith("open") ? "relayed" : "refused at RCPT";
      cells.add(cell(id, "external", "plain", outcome, RelayEntry.EXPECTED));
      cells.add(cell(id, "external", "percent-host", outcome, RelayEntry.EXPECTED));
      cells.add(cell(id, "external", "mailbox", "delivered", RelayEntry.EXPECTED));
    }
    return new Result(
        Result.SCHEMA,
        Samples.RUN,
        ids.stream().map(id -> TargetInfo.of(id, id)).toList(),
        List.of(),
        cells,
        List.of(),
        List.of());
  }

  private static Result sample() {
    var cells = new ArrayList<RelayEntry>();
    cells.add(cell("postfix", "external", "plain", "refused at RCPT", RelayEntry.EXPECTED));
    cells.add(cell("postfix", "external", "percent-host", "refused at RCPT", RelayEntry.EXPECTED));
    cells.add(cell("postfix", "null", "plain", "relayed", RelayEntry.UNEXPECTED));
    cells.add(cell("exim", "external", "plain", "accepted, bounced", RelayEntry.EXPECTED));
    cells.add(cell("exim", "external", "percent-host", "accepted, bounced", RelayEntry.EXPECTED));
    cells.add(cell("exim", "null", "plain", "refused at end of data", RelayEntry.EXPECTED));
    return new Result(
        Result.SCHEMA,
        Samples.RUN,
        List.of(Samples.POSTFIX, Samples.EXIM),
        List.of(),
        cells,
        List.of(),
        List.of());
  }

  private static RelayEntry cell(
      String target, String sender, String recipient, String outcome, String verdict) {
    return new RelayEntry(
        target,
        "outside",
        "ehlo",
        sender,
        recipient,
        "<s@C>",
        "<u@X>",
        outcome,
        "not-relayed",
        verdict,
        "so it is known",
        List.of());
  }
}
