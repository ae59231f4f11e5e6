package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The table of rows of a suite file. */
final class RowTable {
  private final List<String> columns;
  private final List<Row> rows = new ArrayList<>();

  /**
   * One row.
   *
   * @param source its line
   * @param name the cell in the first column
   * @param cells the other cells by column
   */
  record Row(SourceLine source, String name, Map<String, String> cells) {
    /** {@code line} with each {@code ${column}} replaced by its cell. */
    SourceLine fill(SourceLine line) {
      String text = line.text();
      for (Map.Entry<String, String> cell : cells.entrySet()) {
        text = text.replace("${" + cell.getKey() + "}", cell.getValue());
      }
      return line.with(text);
    }
  }

  private RowTable(List<String> columns) {
    this.columns = columns;
  }

  static List<Row> read(List<SourceLine> lines) throws SuiteException {
    SourceLine head = lines.get(0);
    var table = new RowTable(cells(head));
    table.checkHead(head);
    Set<String> names = new HashSet<>();
    for (SourceLine line : lines.subList(1, lines.size())) {
      Row row = table.row(line);
      if (!names.add(row.name())) {
        throw line.error(
            1, "row '" + row.name() + "' a second time", "a name of its own for each row");
      }
      table.rows.add(row);
    }
    if (table.rows.isEmpty()) {
      throw head.error(1, "a table without rows", "one row at least");
    }
    return table.rows;
  }

  private void checkHead(SourceLine head) throws SuiteException {
    if (!columns.get(0).equals("row")) {
      throw head.error(1, "'" + columns.get(0) + "'", "'row', the name of the first column");
    }
    for (String column : columns) {
      if (!column.matches("[a-z][a-z0-9]*") || Facts.isFact(column)) {
        throw head.errorAt(
            column,
            "column '" + column + "'",
            "a name of lower case letters and digits that is no fact");
      }
      if (columns.indexOf(column) != columns.lastIndexOf(column)) {
        throw head.errorAt(column, "column '" + column + "' a second time", "each column once");
      }
    }
  }

  private Row row(SourceLine line) throws SuiteException {
    List<String> cells = cells(line);
    if (cells.size() != columns.size()) {
      throw line.error(
          1, cells.size() + " cells", columns.size() + ", parted by two blanks or more");
    }
    if (!CaseId.isName(cells.get(0))) {
      throw line.error(
          1, "'" + cells.get(0) + "'", "a name of lower case letters, digits and hyphens");
    }
    var byColumn = new LinkedHashMap<String, String>();
    for (int i = 1; i < columns.size(); i++) {
      byColumn.put(columns.get(i), cells.get(i).equals("\"\"") ? "" : cells.get(i));
    }
    return new Row(line, cells.get(0), byColumn);
  }

  private static List<String> cells(SourceLine line) {
    return List.of(line.text().strip().split(" {2,}|\t+ *"));
  }
}
