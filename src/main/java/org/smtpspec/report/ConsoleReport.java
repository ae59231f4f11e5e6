package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.Summary;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.Weight;

/**
 * The report that a terminal shows: what was unexpected in full, what could not be told, and the
 * summary last, where the eye is when a run ends.
 */
public final class ConsoleReport {
  private static final int IN_FULL = 40;

  private final boolean strict;
  private final Paint paint;
  private final String place;

  /**
   * A report in plain text or in colour.
   *
   * @param place where the full report is, or empty if there is none
   */
  public ConsoleReport(boolean strict, boolean colour, String place) {
    this.strict = strict;
    this.paint = new Paint(colour);
    this.place = place;
  }

  /** Writes the report. */
  public void write(Result result, Appendable out) throws IOException {
    Findings findings = new Findings(result, strict);
    for (TargetInfo target : result.targets()) {
      blocks(target, findings.on(target, Weight.FAILS), "unexpected", out);
      briefs(target, findings.on(target, Weight.WARNS), out);
    }
    for (TargetInfo target : result.targets()) {
      blocks(target, findings.on(target, Weight.UNDECIDED), "inconclusive", out);
    }
    summary(result, out);
  }

  private void blocks(TargetInfo target, List<Findings.Found> found, String what, Appendable out)
      throws IOException {
    if (found.isEmpty()) {
      return;
    }
    heading(target, found.size() + " " + what, out);
    for (Findings.Found each : found.subList(0, Math.min(found.size(), IN_FULL))) {
      FindingText text = each.text();
      out.append(paint.verdict(each.verdict().verdict(), text.headline())).append('\n');
      for (FindingText.Row row : text.rows()) {
        out.append(row.line()).append('\n');
      }
      out.append('\n');
    }
    more(found.size(), out);
  }

  private void briefs(TargetInfo target, List<Findings.Found> found, Appendable out)
      throws IOException {
    if (found.isEmpty()) {
      return;
    }
    heading(target, found.size() + (found.size() == 1 ? " warning" : " warnings"), out);
    for (Findings.Found each : found.subList(0, Math.min(found.size(), IN_FULL))) {
      out.append(paint.verdict(Outcome.TOLERATED, each.text().brief())).append('\n');
    }
    out.append('\n');
    more(found.size(), out);
  }

  private void heading(TargetInfo target, String count, Appendable out) throws IOException {
    out.append(paint.bold("== " + target.id() + ": " + count)).append("\n\n");
  }

  private void more(int found, Appendable out) throws IOException {
    if (found > IN_FULL) {
      out.append("... and ").append(Integer.toString(found - IN_FULL)).append(" more");
      out.append(place.isEmpty() ? "" : ", in the report").append("\n\n");
    }
  }

  private void summary(Result result, Appendable out) throws IOException {
    Summary summary = Summary.of(result);
    new SummaryTable(summary).write(out, paint);
    out.append('\n').append(counted(summary.cases(), "case"));
    out.append(" on ").append(counted(summary.targets().size(), "target"));
    if (summary.targets().size() > 1) {
      out.append("; answers differ in ").append(Integer.toString(summary.different()));
    }
    out.append('\n');
    if (!result.complete()) {
      out.append(paint.bold("incomplete: the run was stopped before its end")).append('\n');
    }
    if (!place.isEmpty()) {
      out.append("report  ").append(place).append('\n');
    }
  }

  private static String counted(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
