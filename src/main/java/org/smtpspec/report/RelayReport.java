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

  /** Writes the report. Where settings stand beside their server, what they change is the table. */
  public void write(Result result, Appendable out) throws IOException {
    RelayTable table = RelayTable.of(result);
    List<SettingTable> settings = SettingTable.of(result);
    if (settings.isEmpty()) {
      table(table, out);
    } else {
      settings(settings, out);
    }
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
    new Grid(paint, head, rows).write(out);
  }

  private void settings(List<SettingTable> settings, Appendable out) throws IOException {
    var head = List.of("setting", "from", "senders", "recipients", "without", "with");
    List<List<String>> rows = new ArrayList<>();
    for (SettingTable setting : settings) {
      String name = setting.with().label();
      if (setting.lines().isEmpty()) {
        rows.add(List.of(name, "", "", "no cell of " + setting.tried()));
      }
      for (RelayTable.Line line : setting.lines()) {
        rows.addAll(
            Grid.rows(
                List.of(
                    List.of(name),
                    List.of(line.row().first().vantage()),
                    Grid.wrapped(line.senders(), NAMES),
                    Grid.wrapped(line.recipients(), RECIPIENTS),
                    List.of(line.row().outcomes().get(0)),
                    List.of(line.row().outcomes().get(1)))));
        name = "";
      }
    }
    new Grid(paint, head, rows).write(out);
  }

  /** The rows of one line: names that are too many for a column go on below. */
  private static List<List<String>> rows(RelayTable.Line line) {
    var cells = new ArrayList<List<String>>();
    cells.add(List.of(line.row().first().vantage()));
    cells.add(Grid.wrapped(line.sessions(), NAMES));
    cells.add(Grid.wrapped(line.senders(), NAMES));
    cells.add(Grid.wrapped(line.recipients(), RECIPIENTS));
    cells.add(List.of(line.row().expected()));
    line.row().outcomes().forEach(outcome -> cells.add(List.of(outcome)));
    return Grid.rows(cells);
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
