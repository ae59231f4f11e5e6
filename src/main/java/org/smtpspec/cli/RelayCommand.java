package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.relay.Forms;
import org.smtpspec.relay.Policy;
import org.smtpspec.relay.PolicyReader;
import org.smtpspec.relay.RelayPlan;
import org.smtpspec.relay.RelayRunner;
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

/** Tells who may send where. */
@Command(
    name = "relay",
    description = {
      "Tells who may send where through a server, proved by where the mail went.",
      "Without a policy a setting of a server in the lab has to keep its own, a server that relays",
      "for its network has to relay for that alone, and any other for nobody."
    },
    mixinStandardHelpOptions = true)
final class RelayCommand implements Callable<Integer> {
  @Mixin private TargetArguments targetArguments;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "A relay policy, see suites/relay/FORMAT.md; or the name of one there: closed, smart-host, open, settings/...")
  private String policy;

  @Option(
      names = "--settings",
      description =
          "Beside each server of the lab, itself in each of its settings, and what each changes.")
  private boolean settings;

  @Option(
      names = "--guard",
      paramLabel = "SECONDS",
      description = "How long a reply, or a later message, may take; default ${DEFAULT-VALUE}.")
  private int guard = 20;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the result goes; default reports/TARGET/START/.")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "html (default), junit, allure, markdown, or settings, which is what --settings shows, as"
              + " Markdown; may be repeated.")
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
    RelayPlan plan = plan(specs(targets));
    Instant started = Instant.now();
    String id = Place.runId(started);
    Path folder = out != null ? out : Place.fresh(plan.targets(), id);
    long seed = started.toEpochMilli() & 0xFFFF_FFFFL;
    RunInfo run = RunInfo.starting(id, started, seed, Version.text(), RunCommand.command(spec), "");
    List<TargetInfo> infos =
        plan.targets().stream().map(name -> TargetInfo.of(name, name)).toList();
    var meter = new Meter(Math.max(1, plan.most() * infos.size()), quiet);
    ResultWriter writer = ResultWriter.open(folder, run, infos);
    boolean usable;
    try (writer) {
      var entropy = new AtomicLong(seed ^ System.nanoTime());
      usable =
          new RelayRunner(plan, targets, writer, () -> new Tokens(entropy.incrementAndGet()), meter)
              .run();
    } finally {
      meter.close();
    }
    var reports = new Reports(writer.soFar(), false);
    Path page = reports.write(formats.isEmpty() ? List.of(Reports.Format.html) : formats, folder);
    if (out == null) {
      Place.latest(folder);
    }
    reports.relay(page.toString());
    return reports.relayExitCode(usable);
  }

  /** The targets, behind each its settings if they are asked for. */
  private List<String> specs(Targets targets) throws IOException, TargetException {
    List<String> specs = targetArguments.specs(targets);
    if (!settings) {
      return specs;
    }
    var all = new ArrayList<String>();
    for (String one : specs) {
      all.add(one);
      all.addAll(targets.settings(one, targetArguments.options()));
    }
    if (all.size() == specs.size()) {
      throw new UsageException("--settings: %s has none".formatted(String.join(", ", specs)));
    }
    return all.stream().distinct().toList();
  }

  /** All that can be told beforehand is checked here, before anything is sent. */
  private RelayPlan plan(List<String> specs) throws IOException, SuiteException, TargetException {
    Path folder = Home.path().resolve("suites").resolve("relay");
    var reader = new PolicyReader(Forms.load(folder));
    Map<String, Policy> ready = reader.all(folder, "suites/relay");
    Optional<Policy> given = Optional.empty();
    if (policy != null) {
      given =
          Optional.of(
              ready.containsKey(policy) ? ready.get(policy) : reader.read(Path.of(policy), policy));
    }
    String inside = settings ? RelayPlan.WITHOUT_SETTING : RelayPlan.INSIDE;
    Duration limit = Duration.ofSeconds(guard);
    return new RelayPlan(
        specs, targetArguments.options(), given, ready, inside, new Limits(limit, limit));
  }
}
