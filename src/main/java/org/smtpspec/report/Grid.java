package org.smtpspec.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.smtpspec.result.Outcome;

/**
 * A table on a terminal, its columns as wide as they need be. A cell that begins with an
 * exclamation mark is not as it should be, one with a question mark undecided.
 *
 * @param rows which may be shorter than the head
 */
record Grid(Paint paint, List<String> head, List<List<String>> rows) {
  /** The rows that one row makes whose cells have several lines each. */
  static List<List<String>> rows(List<List<String>> cells) {
    int lines = cells.stream().mapToInt(List::size).max().orElse(0);
    var rows = new ArrayList<List<String>>();
    for (int i = 0; i < lines; i++) {
      int line = i;
      rows.add(cells.stream().map(cell -> line < cell.size() ? cell.get(line) : "").toList());
    }
    return rows;
  }

  /** Writes it, and an empty line behind it. */
  void write(Appendable out) throws IOException {
    List<Integer> widths = widths();
    out.append(paint.bold(aligned(head, widths, false))).append('\n');
    for (List<String> row : rows) {
      out.append(aligned(row, widths, true)).append('\n');
    }
    out.append('\n');
  }

  /**
   * {@code names} with commas between them, in lines of at most {@code width} where that can be.
   */
  static List<String> wrapped(List<String> names, int width) {
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

  private List<Integer> widths() {
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
}
