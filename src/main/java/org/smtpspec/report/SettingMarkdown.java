package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

/** What each setting of a server changes in its truth table, as Markdown: a table a server. */
public final class SettingMarkdown {
  /** How long a date is at the beginning of a time. */
  private static final int DATE = "2026-01-01".length();

  private SettingMarkdown() {}

  /** Writes a page of its own: how it was made, and the tables. */
  public static void page(Result result, Appendable out) throws IOException {
    out.append(
        "# What the settings change\n\nWhich cells of the truth table change when a server is");
    out.append(" given one setting, and no others. Senders and recipients are those of");
    out.append(" `suites/relay/forms.tsv` and of the policies in `suites/relay/settings/`. Made ");
    out.append(result.run().started(), 0, DATE).append(" by\n\n");
    out.append("    ").append(result.run().command().replace("; ", "\n    ")).append('\n');
    write(result, out);
  }

  static void write(Result result, Appendable out) throws IOException {
    List<SettingTable> settings = SettingTable.of(result);
    for (TargetInfo server : settings.stream().map(SettingTable::server).distinct().toList()) {
      out.append("\n## What the settings of ").append(MarkdownReport.escaped(server.label()));
      out.append(" change\n\n").append(MarkdownReport.escaped(server.software())).append(".\n\n");
      out.append("| setting | from | senders | recipients | without | with |\n|");
      out.append(" --- |".repeat(6)).append('\n');
      for (SettingTable setting : settings) {
        if (setting.server().equals(server)) {
          rows(setting, out);
        }
      }
    }
  }

  private static void rows(SettingTable setting, Appendable out) throws IOException {
    String shown = MarkdownReport.escaped(setting.setting());
    if (setting.lines().isEmpty()) {
      out.append("| %s | | | no cell of %d | | |\n".formatted(shown, setting.tried()));
    }
    for (RelayTable.Line line : setting.lines()) {
      var first = line.row().first();
      out.append("| ").append(shown.isEmpty() ? "" : shown + " ");
      for (String names :
          List.of(
              first.vantage(),
              String.join(", ", line.senders()),
              String.join(", ", line.recipients()))) {
        out.append("| ").append(MarkdownReport.escaped(names)).append(' ');
      }
      for (String outcome : line.row().outcomes()) {
        out.append("| ").append(RelayMarkdown.outcome(outcome)).append(' ');
      }
      out.append("|\n");
      shown = "";
    }
  }
}
