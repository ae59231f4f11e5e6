package org.smtpspec.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;

/** What the section about relaying is filled with; all escaping is the template's. */
record HtmlRelay(
    List<Column> columns,
    List<String> vantages,
    List<String> outcomes,
    List<Row> rows,
    List<Change> changes) {
  static HtmlRelay of(Result result) {
    RelayTable table = RelayTable.of(result);
    return new HtmlRelay(
        Stream.iterate(0, i -> i + 1)
            .limit(table.targets().size())
            .map(i -> Column.of(table, i))
            .toList(),
        result.relay().stream().map(RelayEntry::vantage).distinct().toList(),
        result.relay().stream().map(RelayTable::shortly).distinct().sorted().toList(),
        table.rows().stream().map(Row::of).toList(),
        SettingTable.of(result).stream().flatMap(Change::of).toList());
  }

  boolean any() {
    return !rows.isEmpty();
  }

  boolean several() {
    return columns.size() > 1;
  }

  boolean anyChanges() {
    return !changes.isEmpty();
  }

  /** Cells that a setting changes in the same way; without any of them one that says so. */
  record Change(
      String setting,
      String vantage,
      String senders,
      String recipients,
      String without,
      String with,
      boolean unexpected) {
    static Stream<Change> of(SettingTable setting) {
      String name = setting.with().label();
      return setting.lines().isEmpty()
          ? Stream.of(new Change(name, "", "", "no cell of " + setting.tried(), "", "", false))
          : setting.lines().stream().map(line -> of(name, line));
    }

    private static Change of(String setting, RelayTable.Line line) {
      List<String> outcomes = line.row().outcomes();
      return new Change(
          setting,
          line.row().first().vantage(),
          String.join(", ", line.senders()),
          String.join(", ", line.recipients()),
          outcomes.get(0),
          outcomes.get(1),
          outcomes.get(1).startsWith("!"));
    }
  }

  /** A target, and how often each outcome was met. */
  record Column(String label, String counts, int unexpected) {
    static Column of(RelayTable table, int index) {
      return new Column(
          table.targets().get(index).label(),
          table.counts(index).stream()
              .map(count -> count.getValue() + " " + count.getKey())
              .collect(Collectors.joining(", ")),
          (int)
              table.rows().stream()
                  .flatMap(row -> row.entries().get(index).stream())
                  .filter(RelayEntry::isUnexpected)
                  .count());
    }

    boolean anyUnexpected() {
      return unexpected > 0;
    }
  }

  /** A cell of the policy. */
  record Row(RelayEntry first, String expected, boolean differs, List<Cell> cells) {
    static Row of(RelayTable.Row row) {
      return new Row(
          row.first(),
          row.expected(),
          row.differs(),
          row.entries().stream().map(Cell::of).toList());
    }
  }

  /**
   * A cell on a target.
   *
   * @param verdict the word by which its colour is chosen
   * @param talk the session, as text
   */
  record Cell(
      boolean there, String verdict, String symbol, String outcome, String evidence, String talk) {
    static Cell of(Optional<RelayEntry> found) {
      if (found.isEmpty()) {
        return new Cell(false, "", "", "", "", "");
      }
      RelayEntry entry = found.get();
      return new Cell(
          true,
          verdict(entry),
          symbol(entry),
          RelayTable.shortly(entry),
          entry.evidence(),
          entry.transcript().stream()
              .map(line -> line.from() + ": " + line.octets().replace("\\r\\n", "\n   "))
              .map(String::stripTrailing)
              .collect(Collectors.joining("\n")));
    }

    private static String verdict(RelayEntry entry) {
      if (entry.isUnexpected()) {
        return "violates";
      } else if (!entry.isTried()) {
        return "not-applicable";
      }
      return entry.isUndecided() ? "inconclusive" : fate(RelayTable.shortly(entry));
    }

    /** What is as expected has the colour of what became of the message. */
    private static String fate(String outcome) {
      return switch (outcome) {
        case "relayed" -> "tolerated";
        case "delivered" -> "delivered";
        case "bounced", "vanished" -> "returned";
        default -> "conforms";
      };
    }

    private static String symbol(RelayEntry entry) {
      if (entry.isUnexpected()) {
        return "\u2717";
      }
      return entry.isUndecided() ? "?" : entry.isTried() ? "\u2713" : "\u2013";
    }
  }
}
