package org.smtpspec.reference;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpspec.result.Outcome;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;

/**
 * The file {@code suites/kills.tsv}: which case failed for which defect, as far as it takes to see
 * that each case can fail and each defect is caught. It says what to play, never what came out.
 *
 * @param kills in the order of the file
 * @param strange its lines that name a case or a defect that does not exist, as {@code file:line:
 *     what}
 */
public record KillTable(List<Kill> kills, List<String> strange) {
  private static final String NAME = "suites/kills.tsv";
  private static final String HEAD = "case\tdefect\tprofile\tverdict";

  /** Where it is, when {@code home} has the suites. */
  public static Path in(Path home) {
    return home.resolve(NAME);
  }

  /** Reads it; a file that is missing has no lines. */
  public static KillTable read(Path file, List<Case> cases) throws IOException {
    var kills = new ArrayList<Kill>();
    var strange = new ArrayList<String>();
    if (!Files.exists(file)) {
      return new KillTable(kills, strange);
    }
    Map<String, Case> byId =
        cases.stream().collect(Collectors.toMap(one -> one.id().toString(), Function.identity()));
    List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    for (int i = 1; i < lines.size(); i++) {
      String[] cells = lines.get(i).split("\t", -1);
      Optional<Kill> kill = cells.length == 4 ? kill(cells, byId) : Optional.empty();
      kill.ifPresent(kills::add);
      if (kill.isEmpty()) {
        strange.add("%s:%d: %s".formatted(NAME, i + 1, String.join(" ", cells)));
      }
    }
    return new KillTable(kills, strange);
  }

  private static Optional<Kill> kill(String[] cells, Map<String, Case> byId) {
    Optional<Case> one = Optional.ofNullable(byId.get(cells[0]));
    Optional<Defect> defect = Defect.named(cells[1]);
    Optional<Profile> profile = Profile.named(cells[2]);
    Optional<Outcome> outcome =
        Arrays.stream(Outcome.values()).filter(each -> each.json().equals(cells[3])).findFirst();
    return one.isPresent() && defect.isPresent() && profile.isPresent() && outcome.isPresent()
        ? Optional.of(new Kill(new Trial(defect, one.get(), profile.get()), outcome.get()))
        : Optional.empty();
  }

  /** Writes {@code kills} in the order of their cases, so that a change shows as a few lines. */
  public static void write(Path file, Collection<Kill> kills) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(HEAD);
    kills.stream()
        .sorted(Comparator.comparing(Kill::id).thenComparing(Kill::defect))
        .map(
            kill ->
                String.join(
                    "\t",
                    kill.id(),
                    kill.defect().id(),
                    kill.trial().profile().toString(),
                    kill.outcome().json()))
        .forEach(lines::add);
    Files.write(file, lines, StandardCharsets.UTF_8);
  }
}
