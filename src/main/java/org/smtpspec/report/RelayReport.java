package org.smtpspec.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;

/**
 * A truth table of relaying on a terminal: the table, what differs from the policy in full, and a
 * summary last. An unexpected outcome has a mark before it.
 */
public final class RelayReport {
  private static final int NAMES = 24;
  private static final int RECIPIENTS = 46;
  private static final int IN_FULL = 40;

  private final Paint paint;
  private final String place;

  /**
   * A report in plain text or in colour.
   *
   * @param place where the full report is, or empty if there is none
   */
  public RelayReport(boolean colour, String place) {
    this.paint = new Paint(colour);
    this.place = place;
  }

  /** Writes the report. */
  public void write(Result result, Appendable out) throws IOException {
    RelayTable table = RelayTable.of(result);
    table(table, out);
    unexpected(result, out);
    summary(result, table, out);
  }

  private void table(RelayTable table, Appendable out) throws IOException {
    if (table.rows().isEmpty()) {
      return;
    }
    var head = new ArrayList<>(List.of("from", "sessions", "senders", "recipients", "expected"));
    table.targets().forEach(target -> head.add(target.label()));
    List<List<String>> rows = new ArrayList<>();
    table.lines().forEach(line -> rows.addAll(rows(line)));
    List<Integer> widths = widths(head, rows);
    out.append(paint.bold(aligned(head, widths, false))).append('\n');
    for (List<String> row : rows) {
      out.append(aligned(row, widths, true)).append('\n');
    }
    out.append('\n');
  }

  /** The rows of one line: names that are too many for a column go on below. */
  private static List<List<String>> rows(RelayTable.Line line) {
    List<String> sessions = wrapped(line.sessions(), NAMES);
    List<String> senders = wrapped(line.senders(), NAMES);
    List<String> recipients = wrapped(line.recipients(), RECIPIENTS);
    int lines = Math.max(Math.max(sessions.size(), senders.size()), recipients.size());
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < lines; i++) {
      var row = new ArrayList<String>();
      row.add(i == 0 ? line.row().first().vantage() : "");
      for (List<String> names : List.of(sessions, senders, recipients)) {
        row.add(i < names.size() ? names.get(i) : "");
      }
      if (i == 0) {
        row.add(line.row().expected());
        row.addAll(line.row().outcomes());
      }
      rows.add(row);
    }
    return rows;
  }

  private static List<String> wrapped(List<String> names, int width) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (String name : names) {
      if (!line.isEmpty() && line.length() + name.length() + 2 > width) {
        lines.add(line + ",");
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : ", ").append(name);
    }
    lines.add(line.toString());
    return lines;
  }

  private static List<Integer> widths(List<String> head, List<List<String>> rows) {
    var widths = new ArrayList<Integer>();
    for (int i = 0; i < head.size(); i++) {
      int column = i;
      widths.add(
          Stream.concat(Stream.of(head), rows.stream())
              .filter(row -> row.size() > column)
              .mapToInt(row -> row.get(column).length())
              .max()
              .orElse(0));
    }
    return widths;
  }

  private String aligned(List<String> row, List<Integer> widths, boolean painted) {
    var line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i);
      String padded = cell + " ".repeat(widths.get(i) - cell.length());
      line.append(i == 0 ? "" : "  ").append(painted ? paint(cell, padded) : padded);
    }
    return line.toString().stripTrailing();
  }

  private String paint(String cell, String padded) {
    if (cell.startsWith("!")) {
      return paint.verdict(Outcome.VIOLATES, padded);
    }
    return cell.startsWith("?") ? paint.verdict(Outcome.INCONCLUSIVE, padded) : padded;
  }

  private void unexpected(Result result, Appendable out) throws IOException {
    List<RelayEntry> found = result.relay().stream().filter(RelayEntry::isUnexpected).toList();
    if (found.isEmpty()) {
      return;
    }
    out.append(paint.bold("== not as the policy says: " + found.size())).append("\n\n");
    List<RelayEntry> relayedFirst =
        Stream.concat(
                found.stream().filter(RelayEntry::isRelayed),
                found.stream().filter(entry -> !entry.isRelayed()))
            .toList();
    for (RelayEntry entry : relayedFirst.subList(0, Math.min(IN_FULL, found.size()))) {
      String head = entry.cell() + "   on " + entry.target();
      out.append(paint.verdict(Outcome.VIOLATES, head)).append('\n');
      out.append("  sent      MAIL FROM:").append(entry.mail());
      out.append("  RCPT TO:").append(entry.rcpt()).append('\n');
      out.append("  expected  ").append(entry.expected()).append('\n');
      out.append("  found     ").append(entry.outcome()).append('\n');
      out.append("  evidence  ").append(FindingText.cut(entry.evidence())).append("\n\n");
    }
    if (found.size() > IN_FULL) {
      out.append("... and ").append(Integer.toString(found.size() - IN_FULL)).append(" more");
      out.append(place.isEmpty() ? "" : ", in the report").append("\n\n");
    }
  }

  private void summary(Result result, RelayTable table, Appendable out) throws IOException {
    for (int i = 0; i < table.targets().size(); i++) {
      String counts =
          table.counts(i).stream()
              .map(count -> count.getValue() + " " + count.getKey())
              .collect(Collectors.joining(", "));
      out.append(table.targets().get(i).label()).append(": ").append(counts).append('\n');
    }
    long unexpected = result.relay().stream().filter(RelayEntry::isUnexpected).count();
    long undecided = result.relay().stream().filter(RelayEntry::isUndecided).count();
    out.append(
        "%d cells on %d target%s, %d not as the policy says%s\n"
            .formatted(
                table.rows().size(),
                table.targets().size(),
                table.targets().size() == 1 ? "" : "s",
                unexpected,
                undecided == 0 ? "" : ", " + undecided + " undecided"));
    if (!place.isEmpty()) {
      out.append("report  ").append(place).append('\n');
    }
  }
}
