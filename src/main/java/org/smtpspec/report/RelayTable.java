package org.smtpspec.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

    /** All but the recipient: rows of which that is the same stand together. */
    private List<String> alike() {
      return Stream.of(
              Stream.of(first.vantage(), first.session(), first.sender(), expected()),
              outcomes().stream())
          .flatMap(each -> each)
          .toList();
    }
  }

  /** Rows with the same outcomes, one line for all their recipients. */
  record Line(Row row, List<String> recipients) {}

  /** The rows, those together that differ by the recipient alone. */
  List<Line> lines() {
    Map<List<String>, List<Row>> alike = new LinkedHashMap<>();
    rows.forEach(row -> alike.computeIfAbsent(row.alike(), key -> new ArrayList<>()).add(row));
    return alike.values().stream()
        .map(
            some ->
                new Line(some.get(0), some.stream().map(row -> row.first().recipient()).toList()))
        .toList();
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
