package org.smtpspec.report;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.smtpspec.result.CoverageEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

/**
 * How far the sequences of a campaign got on a target, as the template shows it: a row for each
 * command, a column for each state of the session.
 */
record HtmlCoverage(String label, List<String> states, List<Row> rows) {

  /** One for each target that has any. */
  static List<HtmlCoverage> of(Result result) {
    return result.targets().stream()
        .map(target -> of(target, result.coverage()))
        .filter(one -> !one.rows().isEmpty())
        .toList();
  }

  private static HtmlCoverage of(TargetInfo target, List<CoverageEntry> entries) {
    Set<String> states = new LinkedHashSet<>();
    Map<String, Map<String, CoverageEntry>> commands = new LinkedHashMap<>();
    for (CoverageEntry entry : entries) {
      if (entry.target().equals(target.id())) {
        states.add(entry.state());
        commands
            .computeIfAbsent(entry.command(), any -> new LinkedHashMap<>())
            .put(entry.state(), entry);
      }
    }
    List<Row> rows =
        commands.entrySet().stream()
            .map(
                command ->
                    new Row(
                        command.getKey(),
                        states.stream()
                            .map(state -> Cell.of(command.getValue().get(state)))
                            .toList()))
            .toList();
    return new HtmlCoverage(target.label(), List.copyOf(states), rows);
  }

  /** A command. */
  record Row(String command, List<Cell> cells) {}

  /**
   * A command in a state.
   *
   * @param classes of the replies, by their first digits; a dash when no sequence has got there,
   *     nothing where the command has no place
   * @param counts how many of each
   */
  record Cell(String classes, String counts, boolean never) {
    static Cell of(CoverageEntry entry) {
      if (entry == null) {
        return new Cell("", "", false);
      } else if (entry.replies().isEmpty()) {
        return new Cell("\u2013", "never reached", true);
      }
      String classes =
          entry.replies().keySet().stream()
              .map(reply -> reply.substring(0, 1))
              .collect(Collectors.joining(" "));
      String counts =
          entry.replies().entrySet().stream()
              .map(reply -> reply.getKey() + ": " + reply.getValue())
              .collect(Collectors.joining(", "));
      return new Cell(classes, counts, false);
    }
  }
}
