package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.run.Effort;
import org.smtpspec.run.Plan;
import org.smtpspec.run.Runner;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

/** Carries out what {@code run} and {@code compare} were asked for. */
final class Execution {
  private final RunOptions options;
  private final Targets targets;
  private final String command;

  Execution(RunOptions options, Targets targets, String command) {
    this.options = options;
    this.targets = targets;
    this.command = command;
  }

  /** What a run came to. */
  record Outcome(Result result, boolean usable, Path folder) {}

  /** Checks all that can be told beforehand, so that a wrong use leaves no folder behind. */
  Plan plan(List<String> specs, TargetOptions about, List<String> globs)
      throws IOException, SuiteException {
    Suites suites = Home.suites();
    List<Case> chosen = Arguments.select(suites, globs);
    if (chosen.isEmpty()) {
      throw new UsageException("there are no cases in " + Home.path().resolve("suites"));
    }
    return new Plan(
        specs,
        about,
        chosen,
        Arguments.profile(options.profile()),
        options.limits(),
        Effort.of(options.repeat()),
        options.jobs(),
        options.together(),
        new KnownDeviations(suites).of(specs, options.known()));
  }

  Outcome run(Plan plan) throws IOException, TargetException, InterruptedException {
    Instant started = Instant.now();
    long seed = options.seedOr(started.toEpochMilli() & 0xFFFF_FFFFL);
    String id = Place.runId(started);
    Path folder = options.out().isPresent() ? options.out().get() : Place.fresh(plan.targets(), id);
    RunInfo run = RunInfo.starting(id, started, seed, Version.text(), command, options.profile());
    var meter = new Meter(plan.cases().size() * plan.targets().size(), options.quiet());
    ResultWriter writer =
        options.resume()
            ? ResultWriter.resume(folder, run, infos(plan.targets()))
            : ResultWriter.open(folder, run, infos(plan.targets()));
    boolean usable;
    try (writer) {
      var tokens = new Tokens(seed ^ System.nanoTime());
      usable = new Runner(plan, targets, writer, tokens, meter).run();
    } finally {
      meter.close();
    }
    return new Outcome(writer.soFar(), usable, folder);
  }

  /** Writes the reports, {@code usual} where none is asked for; returns the place of the first. */
  Path report(Outcome outcome, Reports reports, Reports.Format... usual) throws IOException {
    Path page = reports.write(options.formats(usual), outcome.folder());
    if (options.out().isEmpty()) {
      Place.latest(outcome.folder());
    }
    return page;
  }

  private static List<TargetInfo> infos(List<String> specs) {
    return specs.stream().map(spec -> TargetInfo.of(spec, spec)).toList();
  }
}
