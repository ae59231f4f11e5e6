package org.smtpspec.cli;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.smtpspec.reference.Defect;
import org.smtpspec.reference.Kill;
import org.smtpspec.result.KillMatrix;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Requirement;
import org.smtpspec.suite.Suites;

/** Makes the kill matrix of what the self-test saw, and prints it. */
final class Matrix {
  private final Suites suites;
  private final Map<String, Requirement> rules;

  Matrix(Suites suites) {
    this.suites = suites;
    this.rules =
        suites.catalogue().requirements().stream()
            .collect(Collectors.toMap(Requirement::id, rule -> rule));
  }

  KillMatrix of(
      String command,
      Collection<Defect> defects,
      Collection<Kill> kills,
      Set<Defect> broad,
      List<Case> unfailing) {
    Map<Defect, List<Kill>> byDefect =
        kills.stream().collect(Collectors.groupingBy(Kill::defect, Collectors.toList()));
    return new KillMatrix(
        command,
        suites.cases().size(),
        defects.stream()
            .map(
                defect ->
                    row(
                        defect,
                        broad.contains(defect),
                        byDefect.getOrDefault(defect, new ArrayList<>())))
            .toList(),
        unfailing.stream()
            .map(
                one ->
                    new KillMatrix.Unfailing(
                        one.id().toString(),
                        one.title(),
                        suites.catalogue().reasonUnfailing(one.id().toString()).orElse("")))
            .toList());
  }

  private KillMatrix.Row row(Defect defect, boolean broad, List<Kill> kills) {
    Optional<Requirement> rule = Optional.ofNullable(rules.get(defect.rule()));
    return new KillMatrix.Row(
        defect.id(),
        defect.description(),
        defect.rule(),
        rule.map(each -> "rfc" + each.rfc() + "#" + each.section()).orElse(""),
        broad,
        kills.stream().map(Matrix::caught).toList());
  }

  private static KillMatrix.Catch caught(Kill kill) {
    return new KillMatrix.Catch(
        kill.id(), kill.trial().one().title(), kill.trial().profile().toString(), kill.outcome());
  }

  /** One line: the defect, and the first cases that caught it. */
  static String line(KillMatrix.Row row) {
    List<String> ids = row.caught().stream().map(KillMatrix.Catch::id).toList();
    if (ids.isEmpty()) {
      return row.id() + "  SURVIVES";
    }
    String more = ids.size() > 3 ? " and " + (ids.size() - 3) + " more" : "";
    return "%s%s  caught by %s%s"
        .formatted(
            row.id(),
            row.broad() ? " (broad)" : "",
            String.join(", ", ids.subList(0, Math.min(3, ids.size()))),
            more);
  }

  static void print(KillMatrix matrix) {
    matrix.rows().forEach(row -> System.out.println(line(row)));
    matrix.survivors().forEach(row -> System.out.println("survives: " + row.id()));
    matrix
        .unfailing()
        .forEach(
            one ->
                System.out.println(
                    "never failed: "
                        + one.id()
                        + (one.reason().isEmpty() ? "" : " (" + one.reason() + ")")));
    System.out.printf(
        "%d defects, %d caught (%d%%), %d survive; %d cases, %d have failed, %d never did (%d of them with a reason on record)%n",
        matrix.rows().size(),
        matrix.caught(),
        matrix.share(),
        matrix.survivors().size(),
        matrix.cases(),
        matrix.failed(),
        matrix.unfailing().size(),
        matrix.explained());
  }
}
