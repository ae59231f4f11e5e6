package org.smtpspec.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.smtpspec.result.KillMatrix;

/** What the template of the kill matrix is filled with; all escaping is the template's. */
record KillPage(
    KillMatrix matrix, List<Group> groups, List<String> suites, String style, String script) {
  /** How many cases stand in the open; the rest unfolds. */
  private static final int OPEN = 2;

  static KillPage of(KillMatrix matrix, String style, String script) {
    Map<String, List<Row>> byRfc =
        matrix.rows().stream()
            .map(Row::of)
            .collect(
                Collectors.groupingBy(
                    row -> Citation.of(row.defect().cite()).text(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    return new KillPage(
        matrix,
        byRfc.entrySet().stream().map(entry -> Group.of(entry.getKey(), entry.getValue())).toList(),
        List.copyOf(
            matrix.rows().stream()
                .flatMap(row -> row.caught().stream())
                .map(one -> suite(one.id()))
                .collect(Collectors.toCollection(TreeSet::new))),
        style,
        script);
  }

  private static String suite(String id) {
    int slash = id.indexOf('/');
    return slash < 0 ? id : id.substring(0, slash);
  }

  int defects() {
    return matrix.rows().size();
  }

  int survive() {
    return matrix.survivors().size();
  }

  int never() {
    return matrix.unfailing().size();
  }

  boolean anyUnfailing() {
    return !matrix.unfailing().isEmpty();
  }

  /** The defects that break rules of one section. */
  record Group(String section, Citation citation, List<Row> rows, long survivors) {
    static Group of(String section, List<Row> rows) {
      return new Group(
          section.isEmpty() ? "elsewhere" : section,
          Citation.of(rows.get(0).defect().cite()),
          rows,
          rows.stream().filter(row -> !row.isCaught()).count());
    }

    int size() {
      return rows.size();
    }

    boolean anySurvivor() {
      return survivors > 0;
    }
  }

  /** A defect, and which cases caught it. */
  record Row(KillMatrix.Row defect, List<Case> open, List<Case> folded, String suites) {
    static Row of(KillMatrix.Row row) {
      List<Case> cases = row.caught().stream().map(Case::of).toList();
      int open = cases.size() <= OPEN + 1 ? cases.size() : OPEN;
      return new Row(
          row,
          cases.subList(0, open),
          cases.subList(open, cases.size()),
          row.caught().stream()
              .map(one -> suite(one.id()))
              .distinct()
              .collect(Collectors.joining(" ")));
    }

    boolean isCaught() {
      return !open.isEmpty();
    }

    boolean anyFolded() {
      return !folded.isEmpty();
    }

    int more() {
      return folded.size();
    }
  }

  /** A case that failed; the profile is shown where it is not the usual one. */
  record Case(KillMatrix.Catch one, HtmlPage.Sign sign, String profile) {
    static Case of(KillMatrix.Catch one) {
      return new Case(
          one,
          HtmlPage.Sign.of(one.outcome()),
          one.profile().equals("rfc5321") ? "" : one.profile());
    }
  }
}
