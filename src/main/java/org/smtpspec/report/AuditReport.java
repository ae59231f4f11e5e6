package org.smtpspec.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

/**
 * The checks of an audit on a terminal: a table of checks by servers, the evidence of what is not
 * hardened, and a summary last.
 */
public final class AuditReport {
  private static final int EVIDENCE = 24;
  private static final String NOTHING = "";

  private final Paint paint;
  private final String place;

  /**
   * A report in plain text or in colour.
   *
   * @param place where the full report is, or empty if there is none
   */
  public AuditReport(boolean colour, String place) {
    this.paint = new Paint(colour);
    this.place = place;
  }

  /** Writes the report. */
  public void write(Result result, Appendable out) throws IOException {
    if (!result.audit().isEmpty()) {
      table(result, out);
    }
    for (AuditVerdict verdict : List.of(AuditVerdict.FAIL, AuditVerdict.INCONCLUSIVE)) {
      for (AuditEntry entry : of(result, verdict)) {
        block(entry, out);
      }
    }
    summary(result, out);
  }

  private static List<AuditEntry> of(Result result, AuditVerdict verdict) {
    return result.audit().stream().filter(entry -> entry.verdict() == verdict).toList();
  }

  private void table(Result result, Appendable out) throws IOException {
    List<TargetInfo> targets = audited(result);
    List<String> checks = result.audit().stream().map(AuditEntry::check).distinct().toList();
    var rows = new ArrayList<List<String>>();
    rows.add(Stream.concat(Stream.of("check"), targets.stream().map(TargetInfo::label)).toList());
    for (String check : checks) {
      var row = new ArrayList<>(List.of(check));
      targets.forEach(target -> row.add(verdict(result, target, check)));
      rows.add(row);
    }
    List<Integer> widths = widths(rows);
    for (List<String> row : rows) {
      out.append(line(row, widths, row == rows.get(0))).append('\n');
    }
    out.append('\n');
  }

  private static List<TargetInfo> audited(Result result) {
    return result.targets().stream()
        .filter(
            target -> result.audit().stream().anyMatch(entry -> entry.target().equals(target.id())))
        .toList();
  }

  private static String verdict(Result result, TargetInfo target, String check) {
    return result.audit().stream()
        .filter(entry -> entry.target().equals(target.id()) && entry.check().equals(check))
        .findFirst()
        .map(entry -> entry.verdict().json())
        .orElse(NOTHING);
  }

  private static List<Integer> widths(List<List<String>> rows) {
    return Stream.iterate(0, i -> i + 1)
        .limit(rows.get(0).size())
        .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
        .toList();
  }

  private String line(List<String> row, List<Integer> widths, boolean head) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String padded =
          i == row.size() - 1 ? cell : cell + " ".repeat(widths.get(i) - cell.length() + 2);
      line.append(head ? paint.bold(padded) : painted(cell, padded));
    }
    return line.toString().stripTrailing();
  }

  private String painted(String cell, String padded) {
    for (AuditVerdict verdict : AuditVerdict.values()) {
      if (cell.equals(verdict.json())) {
        return paint.verdict(verdict.outcome(), padded);
      }
    }
    return padded;
  }

  private void block(AuditEntry entry, Appendable out) throws IOException {
    String head =
        "%s   %s   on %s".formatted(entry.check(), entry.verdict().json(), entry.target());
    out.append(paint.verdict(entry.verdict().outcome(), head)).append('\n');
    out.append("  rule      ").append(entry.title()).append('\n');
    out.append("  source    ").append(entry.cite()).append('\n');
    out.append("  found     ").append(FindingText.cut(entry.reason())).append('\n');
    List<String> lines = entry.evidence();
    // What decided stands at the end.
    int left = Math.max(0, lines.size() - EVIDENCE);
    String label = "  evidence  ";
    if (left > 0) {
      out.append(label).append("... ").append(String.valueOf(left)).append(" lines before\n");
      label = " ".repeat(label.length());
    }
    for (String line : lines.subList(left, lines.size())) {
      out.append(label).append(FindingText.cut(line)).append('\n');
      label = " ".repeat(label.length());
    }
    out.append("  again     smtpspec audit --target ").append(entry.target());
    out.append(" --check ").append(entry.check()).append("\n\n");
  }

  private void summary(Result result, Appendable out) throws IOException {
    for (TargetInfo target : audited(result)) {
      String counts =
          Stream.of(AuditVerdict.values())
              .map(verdict -> counted(result, target, verdict))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining(", "));
      out.append(target.label()).append(": ").append(counts).append('\n');
    }
    if (!place.isEmpty()) {
      out.append("report  ").append(place).append('\n');
    }
  }

  private static String counted(Result result, TargetInfo target, AuditVerdict verdict) {
    long count =
        of(result, verdict).stream().filter(entry -> entry.target().equals(target.id())).count();
    return count == 0 ? "" : count + " " + verdict.json();
  }
}
