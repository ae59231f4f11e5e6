package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;

/** The truth table of relaying as Markdown, and the evidence of what is not as the policy says. */
final class RelayMarkdown {
  private RelayMarkdown() {}

  static void write(Result result, Appendable out) throws IOException {
    if (result.relay().isEmpty()) {
      return;
    }
    RelayTable table = RelayTable.of(result);
    out.append("\n## Relay\n\n| from | sessions | senders | recipients | expected |");
    for (var target : table.targets()) {
      out.append(' ').append(MarkdownReport.escaped(target.label())).append(" |");
    }
    out.append("\n|").append(" --- |".repeat(5 + table.targets().size())).append('\n');
    for (RelayTable.Line line : table.lines()) {
      RelayEntry first = line.row().first();
      out.append('|');
      for (String cell :
          List.of(
              first.vantage(),
              String.join(", ", line.sessions()),
              String.join(", ", line.senders()),
              String.join(", ", line.recipients()),
              line.row().expected())) {
        out.append(' ').append(MarkdownReport.escaped(cell)).append(" |");
      }
      for (String outcome : line.row().outcomes()) {
        out.append(' ').append(outcome(outcome)).append(" |");
      }
      out.append('\n');
    }
    List<RelayEntry> unexpected = result.relay().stream().filter(RelayEntry::isUnexpected).toList();
    if (!unexpected.isEmpty()) {
      out.append("\n### Not as the policy says (").append(String.valueOf(unexpected.size()));
      out.append(")\n\n");
    }
    for (RelayEntry entry : unexpected) {
      out.append(
          "- %s on %s: %s, expected %s; %s\n"
              .formatted(
                  MarkdownReport.escaped(entry.cell()),
                  MarkdownReport.escaped(entry.target()),
                  MarkdownReport.escaped(entry.outcome()),
                  MarkdownReport.escaped(entry.expected()),
                  MarkdownReport.escaped(entry.evidence())));
    }
  }

  /** One that is not as the policy says stands out. */
  static String outcome(String outcome) {
    boolean marked = outcome.startsWith("!");
    String cell = MarkdownReport.escaped(marked ? outcome.substring(1) : outcome);
    return marked ? "**" + cell + "**" : cell;
  }
}
