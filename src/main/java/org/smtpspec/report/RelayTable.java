package org.smtpspec.report;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

/**
 * The truth table of relaying: a row for each cell, a column for each target that was probed.
 *
 * @param targets the columns
 */
record RelayTable(List<TargetInfo> targets, List<Row> rows) {
  static RelayTable of(Result result) {
    List<TargetInfo> probed =
        result.targets().stream()
            .filter(
                target -> result.relay().stream().anyMatch(one -> one.target().equals(target.id())))
            .toList();
    Map<String, RelayEntry[]> cells = new LinkedHashMap<>();
    for (RelayEntry entry : result.relay()) {
      for (int i = 0; i < probed.size(); i++) {
        if (probed.get(i).id().equals(entry.target())) {
          cells.computeIfAbsent(entry.cell(), key -> new RelayEntry[probed.size()])[i] = entry;
        }
      }
    }
    return new RelayTable(probed, cells.values().stream().map(Row::of).toList());
  }

  /** A cell of the policy on each target. */
  record Row(RelayEntry first, List<Optional<RelayEntry>> entries) {
    static Row of(RelayEntry[] entries) {
      RelayEntry first = Arrays.stream(entries).filter(Objects::nonNull).findFirst().orElseThrow();
      return new Row(first, Arrays.stream(entries).map(Optional::ofNullable).toList());
    }

    /** What is expected; where policies differ, all that is. */
    String expected() {
      return entries.stream()
          .flatMap(Optional::stream)
          .map(RelayEntry::expected)
          .distinct()
          .collect(Collectors.joining(" / "));
    }

    /** The outcomes in short, an unexpected one with a mark before it. */
    List<String> outcomes() {
      return entries.stream().map(entry -> entry.map(RelayTable::marked).orElse("")).toList();
    }

    /** Whether targets that were probed differ. */
    boolean differs() {
      return entries.stream()
              .flatMap(Optional::stream)
              .filter(RelayEntry::isTried)
              .map(RelayEntry::outcome)
              .distinct()
              .count()
          > 1;
    }
  }

  /**
   * Rows with the same outcomes: all cells of these sessions, senders and recipients.
   *
   * @param row one of them
   */
  record Line(Row row, List<String> sessions, List<String> senders, List<String> recipients) {
    static Line of(Row row) {
      RelayEntry first = row.first();
      return new Line(
          row, List.of(first.session()), List.of(first.sender()), List.of(first.recipient()));
    }

    private List<Object> besideRecipients() {
      return List.of(shown(), sessions, senders);
    }

    private List<Object> besideSessions() {
      return List.of(shown(), senders, recipients);
    }

    private List<Object> besideSenders() {
      return List.of(shown(), sessions, recipients);
    }

    private List<Object> shown() {
      return List.of(row.first().vantage(), row.expected(), row.outcomes());
    }

    private Line with(Line other) {
      return new Line(
          row,
          joined(sessions, other.sessions),
          joined(senders, other.senders),
          joined(recipients, other.recipients));
    }

    private static List<String> joined(List<String> some, List<String> more) {
      return Stream.concat(some.stream(), more.stream()).distinct().toList();
    }
  }

  /** The rows, those together that differ in recipient, session or sender alone. */
  List<Line> lines() {
    List<Line> lines = rows.stream().map(Line::of).toList();
    lines = together(lines, Line::besideRecipients);
    lines = together(lines, Line::besideSessions);
    return together(lines, Line::besideSenders);
  }

  private static List<Line> together(List<Line> lines, Function<Line, List<Object>> alike) {
    Map<List<Object>, Line> merged = new LinkedHashMap<>();
    lines.forEach(line -> merged.merge(alike.apply(line), line, Line::with));
    return List.copyOf(merged.values());
  }

  /** How often each outcome stands in the column {@code target}, the outcomes in their order. */
  List<Map.Entry<String, Integer>> counts(int target) {
    List<String> outcomes =
        rows.stream()
            .flatMap(row -> row.entries().get(target).stream())
            .map(RelayTable::shortly)
            .toList();
    return outcomes.stream()
        .distinct()
        .sorted()
        .map(outcome -> Map.entry(outcome, Collections.frequency(outcomes, outcome)))
        .toList();
  }

  private static String marked(RelayEntry entry) {
    return (entry.isUnexpected() ? "!" : entry.isUndecided() ? "?" : "") + shortly(entry);
  }

  /** The outcome without the words that a table does not need. */
  static String shortly(RelayEntry entry) {
    return entry
        .outcome()
        .replace("refused at ", "refused ")
        .replace("refused end of data", "refused text")
        .replace("accepted, ", "");
  }
}
