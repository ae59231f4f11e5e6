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

/** Puts servers side by side. */
@Command(
    name = "compare",
    description = "Runs the cases on several servers at once and shows them side by side.",
    mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  @Mixin private TargetArguments targetArguments;
  @Mixin private RunOptions options;

  @Parameters(
      paramLabel = "TARGET",
      arity = "1..*",
      description = "A server, as for --target; container:postfix may be called postfix.")
  private List<String> servers = new ArrayList<>();

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    options.check();
    var targets = new Targets();
    List<String> specs = targetArguments.specs(targets, servers);
    var execution = new Execution(options, targets, RunCommand.command(spec));
    Plan plan = execution.plan(specs, targetArguments.options(), options.globs());
    Execution.Outcome outcome = execution.run(plan);
    var reports = new Reports(outcome.result(), options.strict());
    long begun = System.nanoTime();
    Path page = execution.report(outcome, reports, Reports.Format.html);
    reports.compare(page.toString(), (System.nanoTime() - begun) / 1e6);
    return reports.exitCode(outcome.usable());
  }
}
