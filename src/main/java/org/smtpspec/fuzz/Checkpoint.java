package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.smtpspec.wire.Octets;

/**
 * How far a campaign is, on disk: lines of fields with a tab between them. What was played behind
 * it is played again.
 *
 * @param nextBlock the first block that is not wholly played
 * @param sequences how many were played
 * @param cells the coverage
 * @param findings so far
 */
record Checkpoint(long nextBlock, long sequences, Map<String, Long> cells, List<Finding> findings) {
  /** Copies the collections. */
  Checkpoint {
    cells = Map.copyOf(cells);
    findings = List.copyOf(findings);
  }

  /** Writes it for {@code plan}, in one step. */
  void write(Path file, CampaignPlan plan) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(plan(plan));
    lines.add("next\t" + nextBlock + "\t" + sequences);
    new TreeMap<>(cells).forEach((cell, count) -> lines.add("cell\t" + cell + "\t" + count));
    findings.forEach(finding -> lines.add(line(finding)));
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.write(draft, lines);
    Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Reads it; empty when there is none, or it is of another plan. */
  static Optional<Checkpoint> read(Path file, CampaignPlan plan) throws IOException {
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(file);
    if (lines.size() < 2 || !lines.get(0).equals(plan(plan))) {
      return Optional.empty();
    }
    String[] next = lines.get(1).split("\t", -1);
    var cells = new TreeMap<String, Long>();
    var findings = new ArrayList<Finding>();
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.split("\t", -1);
      if (fields[0].equals("cell")) {
        cells.put(fields[1], Long.parseLong(fields[2]));
      } else {
        findings.add(finding(fields));
      }
    }
    return Optional.of(
        new Checkpoint(Long.parseLong(next[1]), Long.parseLong(next[2]), cells, findings));
  }

  private static String plan(CampaignPlan plan) {
    String properties =
        plan.properties().stream().map(Property::word).sorted().collect(Collectors.joining(","));
    return "plan\t" + plan.seed() + "\t" + plan.shard() + "/" + plan.shards() + "\t" + properties;
  }

  private static String line(Finding finding) {
    Breach breach = finding.breach();
    String moves =
        finding.sequence().moves().stream()
            .map(move -> (move.joined() ? "+" : "-") + move.octets().escaped())
            .collect(Collectors.joining("\t"));
    return String.join(
        "\t",
        "finding",
        Long.toString(finding.index()),
        Integer.toString(finding.shown()),
        Integer.toString(finding.asked()),
        Long.toString(finding.count()),
        breach.rule().name(),
        breach.state().name(),
        breach.verb().name(),
        breach.argument().name(),
        breach.got(),
        breach.expected(),
        moves);
  }

  private static Finding finding(String[] fields) {
    var breach =
        new Breach(
            Rule.valueOf(fields[5]),
            State.valueOf(fields[6]),
            Verb.valueOf(fields[7]),
            Argument.valueOf(fields[8]),
            fields[9],
            fields[10]);
    var moves = new ArrayList<Move>();
    for (String move : List.of(fields).subList(11, fields.length)) {
      moves.add(new Move(Octets.unescape(move.substring(1)), move.startsWith("+")));
    }
    return new Finding(
        breach,
        new Sequence(moves),
        Long.parseLong(fields[1]),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]),
        Long.parseLong(fields[4]));
  }
}
