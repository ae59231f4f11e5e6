package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.run.Plan;
import org.smtpspec.run.Runner;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs cases on servers, and reports. */
@Command(
    name = "run",
    description = "Runs conformance cases on one server or several, and reports.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private TargetArguments targetArguments;

  @Parameters(
      paramLabel = "CASE",
      description = "Only these cases: ids, folders, or patterns with * and **.")
  private List<String> cases = new ArrayList<>();

  @Option(
      names = "--suite",
      paramLabel = "GLOB",
      description = "The same as CASE; may be repeated.")
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
  private int jobs = 8;

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
      names = "--out",
      paramLabel = "DIR",
      description = "Where the result goes; default reports/TARGET/START/.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html, junit, allure or markdown; may be repeated. Default: html and junit.")
  private List<Reports.Format> formats = new ArrayList<>();

  @Option(names = "--quiet", description = "Only findings and the summary.")
  private boolean quiet;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    checkNumbers();
    var targets = new Targets();
    List<String> specs = targetArguments.specs(targets);
    cases.addAll(globs);
    List<Case> chosen = Arguments.select(Home.suites(), cases);
    if (chosen.isEmpty()) {
      throw new UsageException("there are no cases in " + Home.path().resolve("suites"));
    }
    Duration limit = Duration.ofSeconds(guard);
    var plan =
        new Plan(
            specs,
            targetArguments.options(),
            chosen,
            Arguments.profile(profile),
            new Limits(limit, limit),
            jobs);
    return execute(plan, targets);
  }

  private void checkNumbers() {
    if (jobs < 1 || jobs > 256) {
      throw new UsageException("--jobs " + jobs + ": expected 1 to 256");
    }
    if (guard < 1 || guard > 600) {
      throw new UsageException("--guard " + guard + ": expected 1 to 600 seconds");
    }
  }

  private int execute(Plan plan, Targets targets)
      throws IOException, TargetException, InterruptedException {
    Instant started = Instant.now();
    long chosenSeed = seed != null ? seed : started.toEpochMilli() & 0xFFFF_FFFFL;
    String id = Place.runId(started);
    Path folder = out != null ? out : Place.fresh(plan.targets(), id);
    RunInfo run = RunInfo.starting(id, started, chosenSeed, Version.text(), command(), profile);
    var meter = new Meter(plan.cases().size() * plan.targets().size(), quiet);
    ResultWriter writer = ResultWriter.open(folder, run, infos(plan.targets()));
    boolean usable;
    try (writer) {
      usable =
          new Runner(plan, targets, writer, new Tokens(chosenSeed ^ System.nanoTime()), meter)
              .run();
    } finally {
      meter.close();
    }
    Result result = writer.soFar();
    var reports = new Reports(result, strict);
    Path page =
        reports.write(
            formats.isEmpty() ? List.of(Reports.Format.html, Reports.Format.junit) : formats,
            folder);
    if (out == null) {
      Place.latest(folder);
    }
    reports.print(page.toString());
    return reports.exitCode(usable);
  }

  private static List<TargetInfo> infos(List<String> specs) {
    return specs.stream().map(spec -> TargetInfo.of(spec, spec)).toList();
  }

  private String command() {
    return "smtpspec " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
