package org.smtpspec.report;

import java.io.IOException;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpspec.result.Deviation;
import org.smtpspec.result.Ledger;
import org.smtpspec.result.Outcome;

/** The ledgers of known deviations as a page in Markdown: a table a server, a row a reason. */
public final class KnownMarkdown {
  private final Function<String, String> rules;

  /**
   * A page.
   *
   * @param rules the section that a case rests on first, in words, by the id of the case
   */
  public KnownMarkdown(Function<String, String> rules) {
    this.rules = rules;
  }

  /** Writes the page: how it was made, then the tables of {@code ledgers} by the server's name. */
  public void page(Map<String, Ledger> ledgers, Appendable out) throws IOException {
    out.append(
        """
        # What is known of the servers

        What each server of the lab does otherwise than the RFCs say, as `suites/known/` has it: read next to the text of the rule and
        the server's own documentation or source, and shown by each run of these versions, or the run fails. A row is one reason. Made by

            smtpspec list known --format markdown
        """);
    for (Map.Entry<String, Ledger> ledger : ledgers.entrySet()) {
      out.append("\n## ").append(MarkdownReport.escaped(ledger.getKey())).append("\n\n");
      out.append("| versions | what it does | rules | cases | such as |\n|");
      out.append(" --- |".repeat(5)).append('\n');
      for (Deviation deviation : ledger.getValue().deviations()) {
        row(deviation, out);
      }
    }
  }

  private void row(Deviation deviation, Appendable out) throws IOException {
    String versions = deviation.versions().equals("*") ? "all" : deviation.versions();
    boolean tolerated = deviation.listed().outcome() == Outcome.TOLERATED;
    String cited =
        deviation.cases().stream().map(rules).distinct().collect(Collectors.joining(", "));
    out.append("| ").append(versions).append(tolerated ? ", tolerated | " : " | ");
    out.append(MarkdownReport.escaped(deviation.listed().reason())).append(" | ");
    out.append(MarkdownReport.escaped(cited)).append(" | ");
    out.append(Integer.toString(deviation.cases().size())).append(" | `");
    out.append(deviation.cases().get(0)).append("` |\n");
  }
}
