package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.Summary;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.Weight;

/** The summary and the findings as GitHub's Markdown, for an issue or a job's page. */
public final class MarkdownReport {
  private final boolean strict;

  /** A report that counts SHOULD and tolerated answers as findings if it is strict. */
  public MarkdownReport(boolean strict) {
    this.strict = strict;
  }

  /** Writes the report. */
  public void write(Result result, Appendable out) throws IOException {
    out.append("# smtpspec\n\n");
    out.append(escaped(result.run().command())).append("  \n");
    out.append("started ").append(escaped(result.run().started()));
    out.append(", seed ").append(Long.toString(result.run().seed())).append('\n');
    if (!result.complete()) {
      out.append("\n**Incomplete: the run was stopped before its end.**\n");
    }
    if (!result.cases().isEmpty() || (result.relay().isEmpty() && result.audit().isEmpty())) {
      summary(Summary.of(result), out);
    }
    origins(result, out);
    RelayMarkdown.write(result, out);
    SettingMarkdown.write(result, out);
    AuditMarkdown.write(result, out);
    Findings findings = new Findings(result, strict);
    for (TargetInfo target : result.targets()) {
      section("Unexpected", findings.on(target, Weight.FAILS), target, out);
      section("Warnings", findings.on(target, Weight.WARNS), target, out);
      section("Inconclusive", findings.on(target, Weight.UNDECIDED), target, out);
    }
  }

  /** What servers in containers were made of. */
  private static void origins(Result result, Appendable out) throws IOException {
    for (TargetInfo target : result.targets()) {
      if (!target.image().isEmpty()) {
        out.append("\n").append(escaped(target.label())).append(": image ");
        out.append(escaped(target.image()));
        out.append(target.base().isEmpty() ? "" : ", from " + escaped(target.base()));
        List<String> own = target.ownPackages();
        out.append(own.isEmpty() ? "" : ", with " + escaped(String.join(", ", own)));
        out.append("  \n");
      }
    }
  }

  private static void summary(Summary summary, Appendable out) throws IOException {
    out.append("\n| target |");
    for (Outcome outcome : Outcome.values()) {
      out.append(' ').append(outcome.json()).append(" |");
    }
    out.append(" known | software |\n| --- |");
    out.append(" ---: |".repeat(Outcome.values().length + 1)).append(" --- |\n");
    for (Summary.Tally tally : summary.targets()) {
      out.append("| ").append(escaped(tally.target().id())).append(" |");
      for (Outcome outcome : Outcome.values()) {
        out.append(' ').append(Integer.toString(tally.count(outcome))).append(" |");
      }
      TargetInfo target = tally.target();
      String software = target.software().isEmpty() ? target.banner() : target.software();
      out.append(' ').append(Integer.toString(tally.known()));
      out.append(" | ").append(escaped(software)).append(" |\n");
    }
  }

  private static void section(
      String title, List<Findings.Found> found, TargetInfo target, Appendable out)
      throws IOException {
    if (found.isEmpty()) {
      return;
    }
    out.append("\n## ").append(title).append(" on ").append(escaped(target.id()));
    out.append(" (").append(Integer.toString(found.size())).append(")\n");
    for (Findings.Found each : found) {
      String block = each.text().block();
      String fence = fence(block);
      String rule = each.entry().title();
      out.append(rule.isEmpty() ? "\n" : "\n" + escaped(rule) + "\n\n");
      out.append(fence).append("text\n").append(block).append('\n').append(fence).append('\n');
    }
  }

  /** More backticks than the text holds in a row, so that it cannot end the block. */
  static String fence(String block) {
    int longest = Stream.of(block.split("[^`]+")).mapToInt(String::length).max().orElse(0);
    return "`".repeat(Math.max(3, longest + 1));
  }

  /** Text that Markdown shows as it is, with no markup, no markup of HTML and no links. */
  static String escaped(String text) {
    return text.replaceAll("[\\\\`*_{}\\[\\]()<>#+!|~&:@$]", "\\\\$0")
        .replaceAll("(?i)www\\.", "www\\\\.");
  }
}
