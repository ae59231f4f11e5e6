package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * How far a campaign is, on disk: lines of fields with a tab between them. What was played behind
 * it is played again.
 *
 * @param nextBlock the first block that is not wholly played
 * @param ahead the blocks behind it that are
 * @param sequences how many were played
 * @param throttled in how many of them the server throttled
 * @param roll of the blocks that are wholly played
 * @param cells the coverage
 * @param corpus what fills them
 * @param findings so far
 */
record Checkpoint(
    long nextBlock,
    Set<Long> ahead,
    long sequences,
    long throttled,
    Roll roll,
    Map<String, Long> cells,
    Map<String, Sequence> corpus,
    List<Finding> findings) {
  /** Copies the collections. */
  Checkpoint {
    ahead = Set.copyOf(ahead);
    corpus = Map.copyOf(corpus);
    cells = Map.copyOf(cells);
    findings = List.copyOf(findings);
  }

  /** The same with other findings. */
  Checkpoint with(List<Finding> others) {
    return new Checkpoint(nextBlock, ahead, sequences, throttled, roll, cells, corpus, others);
  }

  /** Writes it for {@code plan}, in one step. */
  void write(Path file, CampaignPlan plan) throws IOException {
    var lines = new ArrayList<String>();
    lines.add(plan(plan));
    lines.add("next\t" + nextBlock + "\t" + sequences + "\t" + throttled);
    new TreeSet<>(ahead).forEach(block -> lines.add("ahead\t" + block));
    lines.add(roll.line());
    new TreeMap<>(cells).forEach((cell, count) -> lines.add("cell\t" + cell + "\t" + count));
    lines.addAll(Corpus.lines(corpus));
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
    return Optional.of(read(lines));
  }

  private static Checkpoint read(List<String> lines) {
    var ahead = new TreeSet<Long>();
    var cells = new TreeMap<String, Long>();
    var findings = new ArrayList<Finding>();
    Roll roll = Roll.EMPTY;
    for (String line : lines.subList(2, lines.size())) {
      String[] fields = line.split("\t", -1);
      switch (fields[0]) {
        case "ahead" -> ahead.add(Long.parseLong(fields[1]));
        case "roll" -> roll = Roll.of(fields);
        case "cell" -> cells.put(fields[1], Long.parseLong(fields[2]));
        case "finding" -> findings.add(finding(fields));
        default -> {
          // The corpus has a reader of its own.
        }
      }
    }
    String[] next = lines.get(1).split("\t", -1);
    long block = Long.parseLong(next[1]);
    long played = Long.parseLong(next[2]);
    long throttled = next.length > 3 ? Long.parseLong(next[3]) : 0;
    return new Checkpoint(
        block, ahead, played, throttled, roll, cells, Corpus.read(lines), findings);
  }

  private static String plan(CampaignPlan plan) {
    String properties =
        plan.properties().stream().map(Property::word).sorted().collect(Collectors.joining(","));
    return "plan\t" + plan.seed() + "\t" + plan.shard() + "/" + plan.shards() + "\t" + properties;
  }

  private static String line(Finding finding) {
    Breach breach = finding.breach();
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
        Corpus.moves(finding.sequence()));
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
    return new Finding(
        breach,
        Corpus.sequence(fields, 11),
        Long.parseLong(fields[1]),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]),
        Long.parseLong(fields[4]));
  }
}
