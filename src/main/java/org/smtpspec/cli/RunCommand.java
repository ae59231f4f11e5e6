package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.run.Plan;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs cases on servers, and reports. */
@Command(
    name = "run",
    description = "Runs conformance cases on one server or several, and reports.",
    mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
  @Mixin private TargetArguments targetArguments;
  @Mixin private RunOptions options;

  @Parameters(paramLabel = "CASE", description = "The same as --suite CASE.")
  private List<String> cases = new ArrayList<>();

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    options.check();
    var targets = new Targets();
    List<String> specs = targetArguments.specs(targets);
    cases.addAll(options.globs());
    var execution = new Execution(options, targets, command(spec));
    Plan plan = execution.plan(specs, targetArguments.options(), cases);
    Execution.Outcome outcome = execution.run(plan);
    var reports = new Reports(outcome.result(), options.strict());
    Path page = execution.report(outcome, reports, Reports.Format.html, Reports.Format.junit);
    reports.print(page.toString());
    return reports.exitCode(outcome.usable());
  }

  /** The command line, as the result keeps it. */
  static String command(CommandLine.Model.CommandSpec spec) {
    return "smtpspec " + String.join(" ", spec.commandLine().getParseResult().originalArgs());
  }
}
