package org.smtpspec.cli;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.LongStream;
import org.smtpspec.fuzz.DefectHunt;
import org.smtpspec.fuzz.Hunted;
import org.smtpspec.fuzz.OutOfSight;
import org.smtpspec.reference.Defect;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import picocli.CommandLine.Option;

/** The part of {@code selftest} that hunts defects by generated sequences, and prints a table. */
final class FuzzSelftest {
  private static final String ROW = "%-34s %7s %7s %7s  %-9s %s%n";

  /** Hunts at once: with four, most wait for replies that a defect withholds. */
  private static final int JOBS = 8;

  private final int seeds;
  private final long tries;

  private FuzzSelftest(int seeds, long tries) {
    this.seeds = seeds;
    this.tries = tries;
  }

  /** What {@code selftest} is told of it on the command line. */
  static final class Options {
    @Option(
        names = "--fuzz",
        description = "Hunt the defects by generated sequences instead: how many tries each takes.")
    private boolean wanted;

    @Option(
        names = "--seeds",
        paramLabel = "N",
        description = "With --fuzz: how many hunts for each defect; default ${DEFAULT-VALUE}.")
    private int seeds = 5;

    @Option(
        names = "--tries",
        paramLabel = "N",
        description =
            "With --fuzz: how many sequences a hunt has at most; default ${DEFAULT-VALUE}.")
    private long tries = 20_000;

    boolean wanted() {
      return wanted;
    }

    FuzzSelftest selftest() {
      if (seeds < 1 || seeds > 99) {
        throw new UsageException("--seeds " + seeds + ": expected 1 to 99");
      }
      if (tries < 1) {
        throw new UsageException("--tries " + tries + ": expected 1 at least");
      }
      return new FuzzSelftest(seeds, tries);
    }
  }

  /** Hunts {@code wanted}; gives the exit code. */
  int run(List<Defect> wanted) throws IOException, TargetException, InterruptedException {
    Set<Defect> inSight = EnumSet.noneOf(Defect.class);
    wanted.stream().filter(one -> OutOfSight.of(one).isEmpty()).forEach(inSight::add);
    var hunt =
        new DefectHunt(
            TargetOptions.none(Home.path()),
            LongStream.rangeClosed(1, seeds).boxed().toList(),
            tries,
            JOBS);
    System.out.printf(ROW, "defect", "median", "min", "max", "property", "rule");
    List<Hunted> hunted = hunt.run(inSight, FuzzSelftest::print);
    return summary(wanted, hunted);
  }

  private static void print(Hunted hunted) {
    System.out.printf(
        ROW,
        hunted.defect().id(),
        number(hunted.median()),
        number(hunted.least()),
        number(hunted.most()),
        hunted.rule().map(rule -> rule.property().word()).orElse("-"),
        hunted.rule().map(rule -> rule.word()).orElse("NOT FOUND"));
  }

  private static String number(OptionalLong tries) {
    return tries.isPresent() ? Long.toString(tries.getAsLong()) : "-";
  }

  private int summary(List<Defect> wanted, List<Hunted> hunted) {
    List<String> missed =
        hunted.stream().filter(one -> !one.isFound()).map(one -> one.defect().id()).toList();
    for (OutOfSight each : OutOfSight.values()) {
      List<String> ids = wanted.stream().filter(each.defects()::contains).map(Defect::id).toList();
      if (!ids.isEmpty()) {
        System.out.println("not to be seen by sequences: " + each.reason());
        System.out.println("  " + String.join(", ", ids));
      }
    }
    missed.forEach(id -> System.out.println("not found: " + id));
    System.out.printf(
        "%d defects, %d to be seen by sequences: %d found, %d not, in %d tries, median of %d seeds%n",
        wanted.size(), hunted.size(), hunted.size() - missed.size(), missed.size(), tries, seeds);
    return missed.isEmpty() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
  }
}
