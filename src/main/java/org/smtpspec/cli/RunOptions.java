package org.smtpspec.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.dialogue.Limits;
import picocli.CommandLine.Option;

/** The options of a run, whatever it runs. */
final class RunOptions {
  /** How many dialogues at once two cores bear without a guard that expires for their load. */
  private static final String TOGETHER = "64";

  @Option(
      names = "--suite",
      paramLabel = "GLOB",
      description = "Only these cases: ids, folders, or patterns with * and **; may be repeated.")
  private List<String> globs = new ArrayList<>();

  @Option(
      names = "--profile",
      paramLabel = "P",
      description =
          "rfc821, rfc1123 or rfc5321 (default): which reading decides where a later RFC changed a rule.")
  private String profile = "rfc5321";

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many cases run at once on each target; default ${DEFAULT-VALUE}.")
  private int jobs = 12;

  @Option(
      names = "--together",
      paramLabel = "N",
      defaultValue = TOGETHER,
      description = "How many cases run at once on all targets together; default ${DEFAULT-VALUE}.")
  private int together;

  @Option(
      names = "--repeat",
      paramLabel = "N",
      description =
          "How often each case is played; plays that do not agree are inconclusive. A violation is"
              + " always played again. Default ${DEFAULT-VALUE}.")
  private int repeat = 1;

  @Option(
      names = "--strict",
      description = "Broken SHOULDs and tolerated readings fail the run too.")
  private boolean strict;

  @Option(
      names = "--guard",
      paramLabel = "SECONDS",
      description = "How long to wait where the rule gives no limit; default ${DEFAULT-VALUE}.")
  private int guard = 10;

  @Option(names = "--seed", paramLabel = "N", description = "The seed of all that is random.")
  private Long seed;

  @Option(
      names = "--known",
      paramLabel = "[TARGET=]FILE",
      description =
          "Known deviations of a target, in place of suites/known/NAME.known; may be repeated.")
  private List<String> known = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the result goes; default reports/TARGET/START/.")
  private Path out;

  @Option(
      names = "--resume",
      description =
          "Finish the run that was stopped in the folder of --out: what it found stands, and the"
              + " same targets and cases are gone on with.")
  private boolean resume;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html, junit, allure or markdown; may be repeated.")
  private List<Reports.Format> formats = new ArrayList<>();

  @Option(names = "--quiet", description = "Only findings and the summary.")
  private boolean quiet;

  void check() {
    if (jobs < 1 || jobs > 256) {
      throw new UsageException("--jobs " + jobs + ": expected 1 to 256");
    }
    if (together < 1 || together > 1024) {
      throw new UsageException("--together " + together + ": expected 1 to 1024");
    }
    if (repeat < 1 || repeat > 1000) {
      throw new UsageException("--repeat " + repeat + ": expected 1 to 1000");
    }
    if (resume && out == null) {
      throw new UsageException("--resume: expected --out with the folder of the stopped run");
    }
    if (guard < 1 || guard > 600) {
      throw new UsageException("--guard " + guard + ": expected 1 to 600 seconds");
    }
  }

  List<String> globs() {
    return globs;
  }

  String profile() {
    return profile;
  }

  int jobs() {
    return jobs;
  }

  int together() {
    return together;
  }

  int repeat() {
    return repeat;
  }

  boolean strict() {
    return strict;
  }

  Limits limits() {
    Duration limit = Duration.ofSeconds(guard);
    return new Limits(limit, limit);
  }

  long seedOr(long other) {
    return seed != null ? seed : other;
  }

  List<String> known() {
    return known;
  }

  /** Where the result goes, if the user says it. */
  Optional<Path> out() {
    return Optional.ofNullable(out);
  }

  boolean resume() {
    return resume;
  }

  /** What was asked for, or else {@code usual}. */
  List<Reports.Format> formats(Reports.Format... usual) {
    return formats.isEmpty() ? List.of(usual) : formats;
  }

  boolean quiet() {
    return quiet;
  }
}
