package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.result.Contrast;
import org.smtpspec.result.Diff;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.Summary;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;

/**
 * What a terminal shows of several servers: where they differ most, which listed deviations are
 * gone, and the table of servers last. Of two servers it names each difference.
 */
public final class CompareReport {
  private static final int TELLING = 12;
  private static final int GONE = 20;

  private final Paint paint;
  private final String place;
  private final double reported;

  /**
   * A report in plain text or in colour.
   *
   * @param place where the full report is
   * @param reported how long it took to write that, in milliseconds
   */
  public CompareReport(boolean colour, String place, double reported) {
    this.paint = new Paint(colour);
    this.place = place;
    this.reported = reported;
  }

  /** Writes the report. */
  public void write(Result result, Appendable out) throws IOException {
    List<TargetInfo> targets = result.targets();
    if (targets.size() == 2) {
      Diff diff = Diff.of(result, targets.get(0).id(), targets.get(1).id());
      new DiffReport(paint).write(diff, out);
      out.append('\n');
    } else {
      telling(result, out);
    }
    gone(result, out);
    Summary summary = Summary.of(result);
    new SummaryTable(summary).write(out, paint);
    out.append(
        "%n%d cases on %d targets; answers differ in %d%n"
            .formatted(summary.cases(), targets.size(), summary.different()));
    if (!result.complete()) {
      out.append(paint.bold("incomplete: the run was stopped before its end")).append('\n');
    }
    out.append("time    ").append(phases(targets)).append('\n');
    out.append("report  ").append(place).append('\n');
  }

  private String phases(List<TargetInfo> targets) {
    return "start %s, run %s, report %s"
        .formatted(
            seconds(targets.stream().mapToDouble(TargetInfo::ready).max().orElse(0)),
            seconds(targets.stream().mapToDouble(TargetInfo::ran).max().orElse(0)),
            seconds(reported));
  }

  static String seconds(double ms) {
    return String.format(Locale.ROOT, "%.1f s", ms / 1000);
  }

  private void telling(Result result, Appendable out) throws IOException {
    List<Contrast> telling = Contrast.telling(result, TELLING);
    if (telling.isEmpty()) {
      return;
    }
    out.append(paint.bold("== where a server stands apart")).append("\n\n");
    for (Contrast contrast : telling) {
      out.append(paint.bold(contrast.entry().id())).append("   ");
      out.append(contrast.entry().level().name()).append("   ");
      out.append(Citation.line(contrast.entry().cite())).append('\n');
      out.append("  ").append(contrast.entry().title()).append('\n');
      for (List<TargetVerdict> group : contrast.groups()) {
        out.append("  ").append(answer(result, group)).append('\n');
      }
      out.append('\n');
    }
  }

  private String answer(Result result, List<TargetVerdict> group) {
    TargetVerdict first = group.get(0);
    String reply = first.received().isEmpty() ? first.reason() : first.received();
    return paint.verdict(
        first.verdict(),
        "%-9s %s   %s"
            .formatted(
                first.verdict().json(),
                group.stream()
                    .map(verdict -> label(result, verdict))
                    .collect(Collectors.joining(", ")),
                FindingText.cut(reply)));
  }

  private static String label(Result result, TargetVerdict verdict) {
    return result.target(verdict.target()).map(TargetInfo::label).orElse(verdict.target());
  }

  private void gone(Result result, Appendable out) throws IOException {
    List<String> lines =
        result.cases().stream()
            .flatMap(
                entry ->
                    entry.results().stream()
                        .filter(TargetVerdict::stale)
                        .map(
                            verdict ->
                                "%s on %s: %s, listed as %s at %s"
                                    .formatted(
                                        entry.id(),
                                        label(result, verdict),
                                        verdict.verdict().json(),
                                        verdict.listed().orElseThrow().outcome().json(),
                                        verdict.listed().orElseThrow().at())))
            .toList();
    if (!lines.isEmpty()) {
      String head = "== unexpected passes: " + lines.size();
      out.append(paint.verdict(Outcome.VIOLATES, head)).append("\n\n");
      Stream<String> shown = lines.stream().limit(GONE);
      out.append(shown.collect(Collectors.joining("\n  ", "  ", "\n")));
      int more = lines.size() - GONE;
      out.append(more > 0 ? "  ... and " + more + " more\n\n" : "\n");
    }
  }
}
