package org.smtpspec.report;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Contrast;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Listed;
import org.smtpspec.result.Outcome;
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
    List<Line> lines,
    List<Gone> gone,
    List<Group> groups,
    List<Sign> signs,
    List<Level> levels,
    HtmlRelay relay,
    List<FuzzEntry> fuzz,
    List<HtmlCoverage> coverage,
    List<Audited> audit,
    boolean caseless,
    boolean fuzzed,
    boolean audited,
    boolean anyGone,
    String style,
    String script,
    String json) {
  /** From how many targets on a table takes the place of cards. */
  private static final int MANY = 4;

  static HtmlPage of(Result result, String style, String script, String json) {
    Summary summary = Summary.of(result);
    return new HtmlPage(
        result.run(),
        String.join(", ", result.targets().stream().map(TargetInfo::id).toList()),
        !result.complete(),
        result.targets().size() > 1,
        result.targets().size() >= MANY,
        summary.cases(),
        summary.different(),
        result.targets().size(),
        result.targets().size() + 1,
        summary.targets().stream().map(Card::of).toList(),
        result.targets().size() >= MANY ? lines(summary) : List.of(),
        gone(result),
        groups(result),
        Stream.of(Outcome.values()).map(Sign::of).toList(),
        List.of(Level.values()),
        HtmlRelay.of(result),
        result.fuzz(),
        HtmlCoverage.of(result),
        result.audit().stream().map(entry -> Audited.of(result, entry)).toList(),
        result.cases().isEmpty(),
        !result.fuzz().isEmpty(),
        !result.audit().isEmpty(),
        result.cases().stream().flatMap(e -> e.results().stream()).anyMatch(TargetVerdict::stale),
        style,
        script,
        json);
  }

  private static List<Group> groups(Result result) {
    Map<String, List<Row>> bySuite = new LinkedHashMap<>();
    for (CaseEntry entry : result.cases()) {
      String suite = entry.suite().isEmpty() ? "cases" : entry.suite();
      bySuite
          .computeIfAbsent(suite, name -> new ArrayList<>())
          .add(Row.of(entry, result.targets()));
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

    String label() {
      return target.label();
    }

    String ready() {
      return target.ready() > 0 ? CompareReport.seconds(target.ready()) : "";
    }

    String ran() {
      return target.ran() > 0 ? CompareReport.seconds(target.ran()) : "";
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

    /** Those that bear the server's name, and how many there are. */
    String packages() {
      int all = target.packages().size();
      String own = String.join(", ", target.ownPackages());
      return all == 0 ? "" : "%s (%d in all)".formatted(own, all).strip();
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
  record Row(CaseEntry entry, List<Citation> citations, boolean differs, List<Cell> cells) {
    static Row of(CaseEntry entry, List<TargetInfo> targets) {
      Contrast contrast = Contrast.of(entry);
      return new Row(
          entry,
          Citation.of(entry.cite()),
          entry.differs(),
          targets.stream()
              .map(
                  target ->
                      entry
                          .verdictOn(target.id())
                          .map(verdict -> Cell.of(verdict, contrast.odd(verdict)))
                          .orElse(Cell.NONE))
              .toList());
    }
  }

  /**
   * A case on a target.
   *
   * @param classes the verdict, and {@code known}, {@code gone}, {@code odd} where that holds
   * @param code the reply code
   * @param level of the line that decided, where it is not that of the case
   */
  record Cell(String classes, String code, String level) {
    static final Cell NONE = new Cell("", "", "");

    static Cell of(TargetVerdict verdict, boolean odd) {
      return new Cell(
          verdict.verdict().json()
              + (verdict.known() ? " known" : "")
              + (verdict.stale() ? " gone" : "")
              + (odd ? " odd" : ""),
          verdict.replyCode(),
          verdict.level().map(Level::name).orElse(""));
    }
  }

  /** A listed deviation that did not come back. */
  record Gone(String id, String target, Listed listed, Sign sign) {
    static Gone of(CaseEntry entry, TargetVerdict verdict) {
      return new Gone(
          entry.id(), verdict.target(), verdict.listed().orElseThrow(), Sign.of(verdict.verdict()));
    }

    String link() {
      return "#case="
          + URLEncoder.encode(id, StandardCharsets.UTF_8)
          + "&at="
          + URLEncoder.encode(target, StandardCharsets.UTF_8);
    }
  }

  private static List<Gone> gone(Result result) {
    return result.cases().stream()
        .flatMap(
            entry ->
                entry.results().stream()
                    .filter(TargetVerdict::stale)
                    .map(verdict -> Gone.of(entry, verdict)))
        .toList();
  }

  /** A fact of all targets: one cell each. */
  record Line(String name, boolean code, List<Fact> cells) {
    static Line of(String name, boolean code, List<String> texts) {
      String most = most(texts);
      return new Line(
          name,
          code,
          texts.stream()
              .map(text -> new Fact(text, code && !most.isEmpty() && !text.equals(most)))
              .toList());
    }

    /** What more than half of them say. */
    private static String most(List<String> texts) {
      return texts.stream()
          .filter(text -> 2 * Collections.frequency(texts, text) > texts.size())
          .findFirst()
          .orElse("");
    }
  }

  /** A fact of a target; odd if most say otherwise. */
  record Fact(String text, boolean odd) {}

  /** What the targets say of themselves, how long they took, and each keyword that any offers. */
  private static List<Line> lines(Summary summary) {
    List<Card> cards = summary.targets().stream().map(Card::of).toList();
    List<TargetInfo> targets = summary.targets().stream().map(Summary.Tally::target).toList();
    var lines = new ArrayList<Line>();
    lines.add(Line.of("software", false, targets.stream().map(TargetInfo::software).toList()));
    lines.add(Line.of("base", false, targets.stream().map(TargetInfo::base).toList()));
    lines.add(Line.of("packages", false, cards.stream().map(Card::packages).toList()));
    lines.add(Line.of("banner", false, cards.stream().map(Card::banner).toList()));
    lines.add(Line.of("ready", false, cards.stream().map(Card::ready).toList()));
    lines.add(Line.of("run", false, cards.stream().map(Card::ran).toList()));
    targets.stream()
        .flatMap(target -> target.capabilities().stream())
        .map(HtmlPage::keyword)
        .distinct()
        .sorted()
        .map(
            word ->
                Line.of(word, true, targets.stream().map(target -> offer(target, word)).toList()))
        .forEach(lines::add);
    return lines;
  }

  private static String keyword(String capability) {
    return capability.split("[ =]", 2)[0].toUpperCase(Locale.ROOT);
  }

  /** The parameters with which a target offers a keyword, a tick if none, a dash if not at all. */
  private static String offer(TargetInfo target, String word) {
    return target.capabilities().stream()
        .filter(capability -> keyword(capability).equals(word))
        .map(capability -> capability.substring(word.length()).strip())
        .map(parameters -> parameters.isEmpty() ? "\u2713" : parameters)
        .findFirst()
        .orElse("\u2013");
  }

  /** An audit check with the sign of its verdict, and all its evidence as text. */
  record Audited(AuditEntry entry, String label, Sign sign, String verdict, String evidence) {
    static Audited of(Result result, AuditEntry entry) {
      return new Audited(
          entry,
          result.target(entry.target()).map(TargetInfo::label).orElse(entry.target()),
          Sign.of(entry.verdict().outcome()),
          entry.verdict().json(),
          String.join("\n", entry.evidence()));
    }
  }
}
