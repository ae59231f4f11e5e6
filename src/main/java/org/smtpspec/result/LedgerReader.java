package org.smtpspec.result;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a ledger; its grammar is in {@code suites/FORMAT.md}. It is strict: a case that does not
 * exist, one that is listed twice, a reason that is missing are errors of their line.
 */
public final class LedgerReader {
  /** What a draft has in place of a reason. */
  static final String TODO = "TODO";

  /** The profile that holds where none is named: that of a run without {@code --profile}. */
  static final String USUAL = "rfc5321";

  private static final Pattern HEAD =
      Pattern.compile("(\\S+)\\s+(\\S+)(?:\\s+under\\s+(\\S+))?(?:\\s+because(?:\\s+(.*))?)?");
  private static final Pattern CASE = Pattern.compile("([^\\[\\]\\s]+)(?:\\[([^\\[\\]]*)])?");
  private static final Map<String, Outcome> OUTCOMES =
      Map.of("violates", Outcome.VIOLATES, "tolerated", Outcome.TOLERATED);

  private final Set<String> cases;
  private final Set<String> profiles;

  /**
   * A reader.
   *
   * @param cases the ids of all cases there are
   * @param profiles the profiles that may be named
   */
  public LedgerReader(Set<String> cases, Set<String> profiles) {
    this.cases = Set.copyOf(cases);
    this.profiles = Set.copyOf(profiles);
  }

  /**
   * The ledger in {@code file}, which messages call {@code shown}.
   *
   * @throws ResultException at the first error, as {@code file:line: found, expected}
   */
  public Ledger read(Path file, String shown) {
    try {
      return read(Files.readString(file, StandardCharsets.US_ASCII), shown);
    } catch (NoSuchFileException e) {
      throw new ResultException(shown + ": no such file", e);
    } catch (CharacterCodingException e) {
      throw new ResultException(shown + ": found 8-bit octets, expected ASCII", e);
    } catch (IOException e) {
      throw new ResultException(shown + ": cannot be read: " + e, e);
    }
  }

  Ledger read(String text, String shown) {
    var entries = new ArrayList<Ledger.Entry>();
    Block block = null;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      Place place = new Place(shown, number);
      String content = line.strip();
      if (content.isEmpty() || content.startsWith("#")) {
        continue;
      }
      if (!Character.isWhitespace(line.charAt(0))) {
        checkUsed(block);
        block = head(content, place);
      } else if (block == null) {
        throw place.error("'" + content + "'", "a line as 'violates * because REASON' first");
      } else {
        add(entries, block, content, place);
        block = block.used();
      }
    }
    checkUsed(block);
    return new Ledger(entries);
  }

  private static void checkUsed(Block block) {
    if (block != null && block.cases == 0) {
      throw block.place.error("no case below", "ids of cases, each line indented");
    }
  }

  private Block head(String line, Place place) {
    Matcher head = HEAD.matcher(line);
    Outcome outcome = OUTCOMES.get(line.split("\\s", 2)[0]);
    if (outcome == null) {
      throw place.error("'" + line + "'", "violates or tolerated, or an indented id of a case");
    } else if (!head.matches()) {
      throw place.error("'" + line + "'", "OUTCOME VERSIONS [under PROFILE] because REASON");
    }
    VersionRange versions =
        VersionRange.parse(head.group(2))
            .orElseThrow(() -> place.error("'" + head.group(2) + "'", VersionRange.FORMS));
    String reason = Optional.ofNullable(head.group(4)).orElse("").strip();
    if (reason.isEmpty() || reason.startsWith(TODO)) {
      throw place.error(
          reason.isEmpty() ? "no reason" : "the reason '" + reason + "'",
          "because, and why the server does so");
    }
    return new Block(outcome, versions, profiles(head.group(3), place), reason, place, 0);
  }

  private Set<String> profiles(String text, Place place) {
    if (text == null) {
      return Set.of(USUAL);
    }
    Set<String> named = new TreeSet<>(List.of(text.split(",", -1)));
    if (!profiles.containsAll(named)) {
      throw place.error(
          "profile '" + text + "'", "one or more of " + String.join(",", new TreeSet<>(profiles)));
    }
    return named;
  }

  private void add(List<Ledger.Entry> entries, Block block, String content, Place place) {
    Matcher line = CASE.matcher(content);
    if (!line.matches()) {
      throw place.error("'" + content + "'", "the id of a case, as rfc821/4.1.1/x or .../x[a b]");
    }
    String rows = line.group(2);
    List<String> ids =
        rows == null
            ? List.of(line.group(1))
            : List.of(rows.strip().split("\\s+")).stream()
                .map(row -> line.group(1) + "[" + row + "]")
                .toList();
    for (String id : ids) {
      if (!cases.contains(id)) {
        throw place.error("'" + id + "'", "the id of a case that exists");
      }
      var entry =
          new Ledger.Entry(
              id,
              block.versions,
              block.profiles,
              new Listed(block.outcome, place.toString(), block.reason));
      entries.stream()
          .filter(entry::meets)
          .findFirst()
          .ifPresent(
              twice -> {
                throw place.error(
                    "'" + id + "'", "no case that " + twice.listed().at() + " lists already");
              });
      entries.add(entry);
    }
  }

  private record Block(
      Outcome outcome,
      VersionRange versions,
      Set<String> profiles,
      String reason,
      Place place,
      int cases) {
    Block used() {
      return new Block(outcome, versions, profiles, reason, place, cases + 1);
    }
  }

  private record Place(String file, int line) {
    ResultException error(String found, String expected) {
      return new ResultException(
          Printable.text("%s: found %s, expected %s".formatted(this, found, expected)));
    }

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }
}
