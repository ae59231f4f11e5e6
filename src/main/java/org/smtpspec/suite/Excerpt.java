package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dialogue that stands in a file of another kind, in the grammar of suite files; it counts under
 * the profile RFC 5321. Immutable.
 */
public final class Excerpt {
  private final List<SourceLine> lines;
  private final Set<Need> needs = new LinkedHashSet<>();

  private Excerpt(List<SourceLine> lines) throws SuiteException {
    this.lines = List.copyOf(lines);
    Script script = parse(Facts.examples(), "texample");
    script.facts().forEach(fact -> needs.add(Need.fact(fact)));
    if (script.looksIntoInbox()) {
      needs.add(new Need("inbox"));
    }
    if (script.looksAtNextHop()) {
      needs.add(new Need("next-hop"));
    }
  }

  /**
   * Reads {@code item}, a block of YAML whose lines follow the line where it begins.
   *
   * @param start how far the session is, as the key {@code start} of a suite file says it
   */
  public static Excerpt read(Item item, Optional<Item> start) throws SuiteException {
    var lines = new ArrayList<SourceLine>();
    if (start.isPresent()) {
      String word = start.get().text();
      Start named =
          Start.named(word)
              .orElseThrow(() -> start.get().wrong("'" + word + "'", "greeting, helo, ehlo ..."));
      lines.addAll(named.lines(new SourceLine(item.file(), start.get().line(), "")));
    }
    int number = item.line();
    for (String line : item.text().split("\n", -1)) {
      number++;
      if (!line.isEmpty() && !line.startsWith("#")) {
        lines.add(new SourceLine(item.file(), number, line));
      }
    }
    return new Excerpt(lines);
  }

  /** Why it cannot be played on a target that {@code offers} so much; empty when it can. */
  public Optional<String> unmet(Set<String> offers) {
    return needs.stream().flatMap(need -> need.unmet(offers).stream()).findFirst();
  }

  /**
   * The dialogue made ready for one play.
   *
   * @param facts of the target, all that {@link #unmet} asked for
   * @param token a word for this play, beginning with {@code t}
   */
  public Script script(Map<String, String> facts, String token) {
    try {
      return parse(facts, token);
    } catch (SuiteException e) {
      throw new IllegalStateException("facts of the target do not fit: " + e.getMessage(), e);
    }
  }

  private Script parse(Map<String, String> facts, String token) throws SuiteException {
    return new DialogueParser(Profile.RFC5321, Facts.withOurs(facts, token))
        .parse(lines, Facts.names());
  }
}
