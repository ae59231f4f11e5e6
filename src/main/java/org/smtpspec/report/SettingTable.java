package org.smtpspec.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;

/**
 * Which cells of the truth table a setting of a server changes, against the same server without it.
 *
 * @param server the server without the setting
 * @param setting its name
 * @param with the server with it
 * @param tried how many cells were tried on both
 * @param lines those of which something else became, in {@link RelayTable.Row#outcomes} first
 *     without the setting
 */
record SettingTable(
    TargetInfo server, String setting, TargetInfo with, int tried, List<RelayTable.Line> lines) {

  /** One for each target of {@code result} that is another one with a setting more. */
  static List<SettingTable> of(Result result) {
    RelayTable table = RelayTable.of(result);
    var all = new ArrayList<SettingTable>();
    for (TargetInfo with : table.targets()) {
      Optional<String> plain = plain(with.id());
      table.targets().stream()
          .filter(target -> plain.filter(target.id()::equals).isPresent())
          .findFirst()
          .ifPresent(server -> all.add(of(table, server, with)));
    }
    return all;
  }

  private static SettingTable of(RelayTable table, TargetInfo server, TargetInfo with) {
    int one = table.targets().indexOf(server);
    int other = table.targets().indexOf(with);
    List<RelayTable.Row> both =
        table.rows().stream()
            .map(row -> List.of(row.entries().get(one), row.entries().get(other)))
            .filter(pair -> pair.stream().allMatch(SettingTable::isTried))
            .map(pair -> new RelayTable.Row(pair.get(0).orElseThrow(), pair))
            .toList();
    List<RelayTable.Row> changed = both.stream().filter(RelayTable.Row::differs).toList();
    String setting = with.id().substring(server.id().length() + 1);
    return new SettingTable(
        server, setting, with, both.size(), new RelayTable(List.of(server, with), changed).lines());
  }

  private static boolean isTried(Optional<RelayEntry> entry) {
    return entry.filter(RelayEntry::isTried).isPresent();
  }

  /** {@code container:x} for {@code container:x@a}, {@code container:x@a} for x@a,b. */
  private static Optional<String> plain(String id) {
    int last = Math.max(id.lastIndexOf(','), id.lastIndexOf('@'));
    return last < 0 ? Optional.empty() : Optional.of(id.substring(0, last));
  }
}
