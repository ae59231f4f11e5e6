package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The front matter of a suite file, or of one row of its table: which keys there are, and reading
 * their values.
 */
final class FrontMatter {
  static final Set<String> KEYS =
      Set.of(
          "title",
          "level",
          "cite",
          "args",
          "needs",
          "start",
          "superseded",
          "tentative",
          "replies",
          "timing",
          "vantage",
          "was");

  /** The keys that a column of the table may replace. */
  static final Set<String> PER_ROW =
      Set.of("title", "level", "cite", "superseded", "needs", "start", "tentative", "vantage");

  private static final Pattern KEY = Pattern.compile("([a-z]+):(?: (.*))?");

  private final SourceLine first;
  private final Map<String, Entry> entries = new HashMap<>();

  /** Nothing yet, of the file that begins with {@code first}. */
  FrontMatter(SourceLine first) {
    this.first = first;
  }

  private FrontMatter(FrontMatter other) {
    this.first = other.first;
    this.entries.putAll(other.entries);
  }

  void add(SourceLine line) throws SuiteException {
    Matcher matcher = KEY.matcher(line.text());
    if (!matcher.matches()) {
      throw line.error(1, "'" + line.text() + "'", "key: value");
    }
    String key = matcher.group(1);
    if (!KEYS.contains(key)) {
      throw line.error(
          1,
          "unknown key '" + key + "'",
          "one of " + String.join(", ", KEYS.stream().sorted().toList()));
    }
    if (matcher.group(2) == null) {
      throw line.error(key.length() + 2, "no value", "a value for " + key);
    }
    if (entries.putIfAbsent(key, new Entry(line, matcher.group(2))) != null) {
      throw line.error(1, "'" + key + "' a second time", "each key once");
    }
  }

  /**
   * This front matter with the value of {@code key} replaced by a cell of the row in {@code line}.
   */
  FrontMatter with(String key, SourceLine line, String value) {
    var changed = new FrontMatter(this);
    changed.entries.put(key, new Entry(line, value));
    return changed;
  }

  Optional<String> value(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The line of {@code key}, or the first of the file. */
  SourceLine line(String key) {
    Entry entry = entries.get(key);
    return entry == null ? first : entry.line();
  }

  String required(String key) throws SuiteException {
    return value(key)
        .orElseThrow(() -> first.error(1, "no '" + key + "'", "it in the front matter"));
  }

  /** The parts of a list, parted by commas. */
  List<String> list(String key) {
    return value(key).map(text -> List.of(text.split(" *, *", -1))).orElse(List.of());
  }

  Map<Profile, Level> levels() throws SuiteException {
    required("level");
    var levels = new EnumMap<Profile, Level>(Profile.class);
    for (String part : list("level")) {
      List<String> words = List.of(part.split(" "));
      Optional<Profile> from =
          words.size() == 2 ? Profile.named(words.get(0)) : Optional.of(Profile.RFC821);
      String level = words.get(words.size() - 1);
      if (!level.matches("MUST|SHOULD|MAY") || from.isEmpty() || words.size() > 2) {
        throw line("level")
            .errorAt(
                part,
                "'" + part + "'",
                "MUST, SHOULD or MAY, before it a profile if it is not the first");
      }
      for (Profile profile : Profile.values()) {
        if (profile.compareTo(from.get()) >= 0) {
          levels.put(profile, Level.valueOf(level));
        }
      }
    }
    if (!levels.containsKey(Profile.RFC821)) {
      throw line("level")
          .errorAt(
              required("level"),
              "'" + required("level") + "'",
              "a level without profile first, which holds from rfc821 on");
    }
    return levels;
  }

  List<Citation> citations(Catalogue catalogue) throws SuiteException {
    var citations = new ArrayList<Citation>();
    for (String part : list("cite")) {
      citations.add(cite(catalogue, "cite", part));
    }
    return citations;
  }

  Citation cite(Catalogue catalogue, String key, String part) throws SuiteException {
    return catalogue
        .cite(part)
        .orElseThrow(
            () ->
                line(key)
                    .errorAt(
                        part,
                        "'" + part + "'",
                        "an id of requirements.tsv, rfcNNNN#SECTION with a section of sections.tsv,"
                            + " or erratum:NNNN"));
  }

  List<Need> needs() throws SuiteException {
    var needs = new ArrayList<Need>();
    for (String part : list("needs")) {
      needs.add(
          Need.parse(part)
              .orElseThrow(
                  () ->
                      line("needs")
                          .errorAt(
                              part,
                              "'" + part + "'",
                              "ehlo, ehlo:KEYWORD, !ehlo:KEYWORD, tls:KEYWORD, !tls:KEYWORD, tls,"
                                  + " auth, inbox or next-hop")));
    }
    return needs;
  }

  Start start() throws SuiteException {
    Optional<String> word = value("start");
    if (word.isEmpty()) {
      return Start.NOTHING;
    }
    return Start.named(word.get())
        .orElseThrow(
            () ->
                line("start")
                    .errorAt(
                        word.get(),
                        "'" + word.get() + "'",
                        "greeting, helo, ehlo, mail, rcpt, data, ehlo+mail, ehlo+rcpt,"
                            + " ehlo+data, tls, tls+mail, tls+rcpt or tls+data"));
  }

  /** From where the client talks to the server. */
  String vantage() throws SuiteException {
    String value = value("vantage").orElse("outside");
    if (!value.equals("inside") && !value.equals("outside")) {
      throw line("vantage").errorAt(value, "'" + value + "'", "inside or outside");
    }
    return value;
  }

  /** Whether {@code key} has the one value it may have. */
  boolean flag(String key, String only) throws SuiteException {
    Optional<String> value = value(key);
    if (value.isPresent() && !value.get().equals(only)) {
      throw line(key).errorAt(value.get(), "'" + value.get() + "'", only);
    }
    return value.isPresent();
  }

  private record Entry(SourceLine line, String value) {}
}
