package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A case of a suite: a dialogue, what it must show, and the rules that say so. Immutable. */
public final class Case {
  private final CaseId id;
  private final String title;
  private final Map<Profile, Level> levels;
  private final List<Citation> citations;
  private final Set<Need> needs;
  private final Optional<Superseded> superseded;
  private final Optional<String> tentative;
  private final boolean strictReplies;
  private final boolean alone;
  private final String vantage;
  private final Optional<CaseId> formerId;
  private final List<SourceLine> lines;
  private final SourceLine source;

  /** The case that {@code matter} and {@code lines}, with the cells of its row in place, make. */
  Case(CaseId id, FrontMatter matter, List<SourceLine> lines, Catalogue catalogue)
      throws SuiteException {
    this.id = id;
    this.source = matter.line("title");
    this.title = matter.required("title");
    this.levels = matter.levels();
    this.citations = matter.citations(catalogue);
    this.superseded = superseded(matter, catalogue);
    this.tentative = matter.value("tentative");
    this.strictReplies = matter.flag("replies", "strict");
    this.alone = matter.flag("timing", "yes");
    this.vantage = matter.vantage();
    this.formerId = formerId(matter);
    this.lines = new ArrayList<>(matter.start().lines(matter.line("start")));
    this.lines.addAll(lines);
    this.needs = new LinkedHashSet<>(matter.needs());
    if (!vantage.equals("outside")) {
      needs.add(Need.vantage(vantage));
    }
    for (Profile profile : Profile.values()) {
      Script script = parse(Facts.examples(), "texample", profile);
      script.facts().forEach(fact -> needs.add(Need.fact(fact)));
      if (script.looksIntoInbox()) {
        needs.add(new Need("inbox"));
      }
      if (script.looksAtNextHop()) {
        needs.add(new Need("next-hop"));
      }
    }
  }

  private static Optional<CaseId> formerId(FrontMatter matter) throws SuiteException {
    try {
      return matter.value("was").map(CaseId::parse);
    } catch (IllegalArgumentException e) {
      throw matter
          .line("was")
          .errorAt(matter.required("was"), "'" + matter.required("was") + "'", "the id of a case");
    }
  }

  private static Optional<Superseded> superseded(FrontMatter matter, Catalogue catalogue)
      throws SuiteException {
    Optional<String> value = matter.value("superseded");
    if (value.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = value.get().split(" ", 2);
    Citation by = matter.cite(catalogue, "superseded", parts[0]);
    int rfc =
        by instanceof Citation.Section section
            ? section.rfc()
            : by.rule().map(Requirement::rfc).orElse(0);
    if (parts.length < 2 || rfc == 0) {
      throw matter
          .line("superseded")
          .errorAt(parts[0], "'" + value.get() + "'", "a section or rule, and a reason");
    }
    return Optional.of(new Superseded(by, rfc, parts[1]));
  }

  /** The permanent name. */
  public CaseId id() {
    return id;
  }

  /** The id that the case had before, when it was renamed. */
  public Optional<CaseId> formerId() {
    return formerId;
  }

  /** What a server does that keeps the rule, in one sentence. */
  public String title() {
    return title;
  }

  /** How much the rule binds under {@code profile}. */
  public Level level(Profile profile) {
    return levels.get(profile);
  }

  /** The rules, in order of weight. */
  public List<Citation> citations() {
    return List.copyOf(citations);
  }

  /** The topic of the first rule of the catalogue; empty when there is none. */
  public Optional<String> topic() {
    return citations.stream()
        .flatMap(citation -> citation.rule().stream())
        .map(Requirement::topic)
        .findFirst();
  }

  /** Whether the contested reading is one: then why. */
  public Optional<String> tentative() {
    return tentative;
  }

  /** Whether replies must be well formed to the letter. */
  public boolean strictReplies() {
    return strictReplies;
  }

  /** Whether no other case may run beside it. */
  public boolean alone() {
    return alone;
  }

  /** From where the client talks to the server: {@code outside} or {@code inside}. */
  public String vantage() {
    return vantage;
  }

  /** The file, as shown to users: {@code suites/rfc821/4.1.1/x.smtp}. */
  public String file() {
    return source.file();
  }

  /** The dialogue as it is written, the lines of {@code start} first. */
  public List<String> dialogue() {
    return lines.stream().map(SourceLine::text).toList();
  }

  /** By what later rule it was superseded, in words; empty when it was not. */
  public Optional<String> supersededBy() {
    return superseded.map(by -> by.by().words() + ": " + by.reason());
  }

  /** What a target must offer. */
  public Set<Need> needs() {
    return Set.copyOf(needs);
  }

  /** Whether no later RFC that {@code profile} knows has superseded the rule. */
  public boolean isInForce(Profile profile) {
    return superseded.isEmpty() || !profile.knows(superseded.get().rfc());
  }

  /**
   * Why the case says nothing about a target under a profile; empty when it is to be played.
   *
   * @param offers what the target offers, see {@link Need#unmet}
   */
  public Optional<String> inapplicable(Profile profile, Set<String> offers) {
    if (!isInForce(profile)) {
      return supersededBy().map("superseded by "::concat);
    }
    return needs.stream()
        .flatMap(need -> need.unmet(offers).stream())
        .filter(Predicate.not(String::isEmpty))
        .findFirst();
  }

  /**
   * The case made ready for one play.
   *
   * @param facts the facts of the target, by name; all that {@link #needs} names
   * @param token a word for this play, beginning with {@code t}
   */
  public Script script(Map<String, String> facts, String token, Profile profile) {
    try {
      return parse(facts, token, profile);
    } catch (SuiteException e) {
      throw new IllegalStateException(
          "facts of the target do not fit " + id + ": " + e.getMessage(), e);
    }
  }

  private Script parse(Map<String, String> facts, String token, Profile profile)
      throws SuiteException {
    return new DialogueParser(profile, Facts.withOurs(facts, token)).parse(lines, Facts.names());
  }

  private record Superseded(Citation by, int rfc, String reason) {}
}
