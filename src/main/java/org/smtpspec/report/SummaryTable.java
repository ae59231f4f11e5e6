package org.smtpspec.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Summary;
import org.smtpspec.result.TargetInfo;

/** The summary as aligned text: one line a target. */
final class SummaryTable {
  private static final int SOFTWARE = 60;
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Summary summary;

  SummaryTable(Summary summary) {
    this.summary = summary;
  }

  void write(Appendable out, Paint paint) throws IOException {
    List<String> head = head();
    List<List<String>> rows = summary.targets().stream().map(this::row).toList();
    for (List<String> row : Stream.concat(Stream.of(head), rows.stream()).toList()) {
      StringBuilder line = new StringBuilder();
      for (int column = 0; column < row.size(); column++) {
        line.append(column == 0 ? "" : "  ");
        int width = width(head, rows, column);
        String cell = padded(row.get(column), width, column > 0 && column < row.size() - 1);
        line.append(row == head ? cell : painted(column, row.get(column), cell, paint));
      }
      String text = line.toString().stripTrailing();
      out.append(row == head ? paint.faint(text) : text).append('\n');
    }
  }

  /** Whether it is known how long a target took; else there is what its cases took together. */
  private boolean timed() {
    return summary.targets().stream().anyMatch(tally -> tally.target().ran() > 0);
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of("target"));
    Stream.of(OUTCOMES).map(Outcome::json).forEach(head::add);
    head.add("known");
    head.addAll(timed() ? List.of("ready", "run") : List.of("time"));
    head.add("software");
    return head;
  }

  private List<String> row(Summary.Tally tally) {
    List<String> row = new ArrayList<>(List.of(tally.target().label()));
    Stream.of(OUTCOMES).map(tally::count).map(String::valueOf).forEach(row::add);
    row.add(String.valueOf(tally.known()));
    if (timed()) {
      row.add(CompareReport.seconds(tally.target().ready()));
      row.add(CompareReport.seconds(tally.target().ran()));
    } else {
      row.add(FindingText.millis(Math.rint(tally.ms())));
    }
    row.add(software(tally.target()));
    return row;
  }

  /** The software, or the banner where that is all there is. */
  private static String software(TargetInfo target) {
    String text = target.software().isEmpty() ? target.banner() : target.software();
    return text.length() <= SOFTWARE ? text : text.substring(0, SOFTWARE - 3) + "...";
  }

  private static int width(List<String> head, List<List<String>> rows, int column) {
    return Stream.concat(Stream.of(head), rows.stream())
        .mapToInt(row -> row.get(column).length())
        .max()
        .orElse(0);
  }

  private static String padded(String text, int width, boolean right) {
    String space = " ".repeat(width - text.length());
    return right ? space + text : text + space;
  }

  private static String painted(int column, String text, String cell, Paint paint) {
    boolean outcome = column >= 1 && column <= OUTCOMES.length;
    return outcome && !text.equals("0") ? paint.verdict(OUTCOMES[column - 1], cell) : cell;
  }
}
