package org.smtpspec.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.Summary;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;

/** What the template of the HTML page is filled with; all escaping is the template's. */
record HtmlPage(
    RunInfo run,
    String names,
    boolean incomplete,
    boolean several,
    boolean many,
    int cases,
    int different,
    int answers,
    int columns,
    List<Card> cards,
    List<Group> groups,
    List<Sign> signs,
    List<Level> levels,
    List<RelayEntry> relay,
    List<FuzzEntry> fuzz,
    List<Audited> audit,
    boolean relayed,
    boolean fuzzed,
    boolean audited,
    String style,
    String script,
    String json) {

  static HtmlPage of(Result result, String style, String script, String json) {
    Summary summary = Summary.of(result);
    return new HtmlPage(
        result.run(),
        String.join(", ", result.targets().stream().map(TargetInfo::id).toList()),
        !result.complete(),
        result.targets().size() > 1,
        result.targets().size() > 4,
        summary.cases(),
        summary.different(),
        result.targets().size(),
        result.targets().size() + 1,
        summary.targets().stream().map(Card::of).toList(),
        groups(result),
        Stream.of(Outcome.values()).map(Sign::of).toList(),
        List.of(Level.values()),
        result.relay(),
        result.fuzz(),
        result.audit().stream().map(Audited::of).toList(),
        !result.relay().isEmpty(),
        !result.fuzz().isEmpty(),
        !result.audit().isEmpty(),
        style,
        script,
        json);
  }

  private static List<Group> groups(Result result) {
    Map<String, List<Row>> bySuite = new LinkedHashMap<>();
    int index = 0;
    for (CaseEntry entry : result.cases()) {
      String suite = entry.suite().isEmpty() ? "cases" : entry.suite();
      bySuite
          .computeIfAbsent(suite, name -> new ArrayList<>())
          .add(Row.of(index, suite, entry, result.targets()));
      index++;
    }
    return bySuite.entrySet().stream().map(e -> new Group(e.getKey(), e.getValue())).toList();
  }

  /** How an outcome looks: never by colour alone. */
  record Sign(String verdict, String symbol) {
    static Sign of(Outcome outcome) {
      String symbol =
          switch (outcome) {
            case CONFORMS -> "\u2713";
            case TOLERATED -> "\u2248";
            case VIOLATES -> "\u2717";
            case NOT_APPLICABLE -> "\u2013";
            case INCONCLUSIVE -> "?";
          };
      return new Sign(outcome.json(), symbol);
    }
  }

  /** A target in the summary. */
  record Card(
      TargetInfo target, String again, int total, List<Count> counts, int known, String time) {
    static Card of(Summary.Tally tally) {
      List<Count> counts =
          Stream.of(Outcome.values())
              .map(outcome -> new Count(Sign.of(outcome), tally.count(outcome)))
              .toList();
      return new Card(
          tally.target(),
          FindingText.again(tally.target()),
          tally.total(),
          counts,
          tally.known(),
          FindingText.millis(Math.rint(tally.ms())));
    }

    boolean anyKnown() {
      return known > 0;
    }

    String spec() {
      return target.spec().isEmpty() ? target.id() : target.spec();
    }

    /** The banner without the line end, which says nothing here. */
    String banner() {
      return target.banner().replaceFirst("(\\\\r)?\\\\n$", "");
    }

    String words() {
      return String.join(" ", target.capabilities());
    }
  }

  /** How many cases had an outcome. */
  record Count(Sign sign, int number) {
    boolean none() {
      return number == 0;
    }
  }

  /** The cases of a suite. */
  record Group(String suite, List<Row> rows) {
    int size() {
      return rows.size();
    }
  }

  /** A case. */
  record Row(
      int index,
      String suite,
      CaseEntry entry,
      String quoted,
      List<Citation> citations,
      boolean differs,
      List<Cell> cells) {
    static Row of(int index, String suite, CaseEntry entry, List<TargetInfo> targets) {
      List<Cell> cells = targets.stream().map(target -> Cell.of(entry, target)).toList();
      return new Row(
          index,
          suite,
          entry,
          FindingText.quoted(entry.id()),
          Citation.of(entry.cite()),
          entry.differs(),
          cells);
    }
  }

  /** A case on a target; {@code played} says whether there is a verdict at all. */
  record Cell(boolean played, String target, Sign sign, String code, boolean known, String level) {
    static Cell of(CaseEntry entry, TargetInfo target) {
      return entry
          .verdictOn(target.id())
          .map(verdict -> of(verdict, target))
          .orElseGet(
              () -> new Cell(false, target.id(), Sign.of(Outcome.NOT_APPLICABLE), "", false, ""));
    }

    private static Cell of(TargetVerdict verdict, TargetInfo target) {
      return new Cell(
          true,
          target.id(),
          Sign.of(verdict.verdict()),
          verdict.replyCode(),
          verdict.known(),
          verdict.level().map(Level::name).orElse(""));
    }
  }

  /** An audit check with the sign of its verdict. */
  record Audited(AuditEntry entry, Sign sign) {
    static Audited of(AuditEntry entry) {
      return new Audited(entry, Sign.of(entry.verdict()));
    }
  }
}
