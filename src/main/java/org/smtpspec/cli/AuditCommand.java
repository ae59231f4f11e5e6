package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpspec.audit.AuditPlan;
import org.smtpspec.audit.AuditRunner;
import org.smtpspec.audit.Check;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells how well a server is hardened. */
@Command(
    name = "audit",
    description = {
      "Tells how well a server is hardened, by checks that look at it from within.",
      "They change files of the server they look at: run them on a container, not on a host."
    },
    mixinStandardHelpOptions = true)
final class AuditCommand implements Callable<Integer> {
  @Mixin private TargetArguments targetArguments;

  @Option(
      names = "--checks",
      paramLabel = "FILE",
      description =
          "The checks, see containers/AUDIT.md: a file, or the name of a server whose checks they are; default: those of each container:NAME.")
  private String checks;

  @Option(names = "--check", paramLabel = "NAME", description = "Only that check; may be repeated.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--guard",
      paramLabel = "SECONDS",
      description = "How long a reply, or a later message, may take; default ${DEFAULT-VALUE}.")
  private int guard = 10;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the result goes; default reports/TARGET/START/.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html (default), junit, allure or markdown; may be repeated.")
  private List<Reports.Format> formats = new ArrayList<>();

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    if (guard < 1 || guard > 600) {
      throw new UsageException("--guard " + guard + ": expected 1 to 600 seconds");
    }
    var targets = new Targets();
    AuditPlan plan = plan(targetArguments.specs(targets));
    Instant started = Instant.now();
    String id = Place.runId(started);
    Path folder = out != null ? out : Place.fresh(plan.targets(), id);
    long seed = started.toEpochMilli() & 0xFFFF_FFFFL;
    RunInfo run = RunInfo.starting(id, started, seed, Version.text(), RunCommand.command(spec), "");
    List<TargetInfo> infos =
        plan.targets().stream().map(name -> TargetInfo.of(name, name)).toList();
    var meter = new Meter(plan.total(), quiet);
    ResultWriter writer = ResultWriter.open(folder, run, infos);
    boolean usable;
    try (writer) {
      var entropy = new AtomicLong(seed ^ System.nanoTime());
      usable =
          new AuditRunner(plan, targets, writer, () -> new Tokens(entropy.incrementAndGet()), meter)
              .run();
    } finally {
      meter.close();
    }
    var reports = new Reports(writer.soFar(), false);
    Path page = reports.write(formats.isEmpty() ? List.of(Reports.Format.html) : formats, folder);
    if (out == null) {
      Place.latest(folder);
    }
    reports.audit(page.toString());
    return reports.auditExitCode(usable);
  }

  /** All that can be told beforehand is checked here, before anything is started. */
  private AuditPlan plan(List<String> specs) throws IOException, SuiteException {
    var all = new LinkedHashMap<String, List<Check>>();
    for (String target : specs) {
      all.put(target, new ChecksArgument(checks, only).of(target));
    }
    Duration limit = Duration.ofSeconds(guard);
    return new AuditPlan(all, targetArguments.options(), new Limits(limit, limit));
  }
}
