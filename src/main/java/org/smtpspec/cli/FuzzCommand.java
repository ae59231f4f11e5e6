package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.fuzz.Benchmark;
import org.smtpspec.fuzz.CampaignPlan;
import org.smtpspec.fuzz.FuzzRunner;
import org.smtpspec.fuzz.Property;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Plays generated sequences on a server, and keeps what gets a wrong answer. */
@Command(
    name = "fuzz",
    description = "Plays generated sequences of commands and octets, and keeps what breaks a rule.",
    mixinStandardHelpOptions = true)
final class FuzzCommand implements Callable<Integer> {
  private static final Pattern TIME = Pattern.compile("(\\d{1,6})([smh])");
  private static final long USUAL_TRIES = 2000;

  @Mixin private TargetArguments targetArguments;

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "Only this: replies, states, mail, relay, survival, segments; may be repeated.")
  private List<String> properties = new ArrayList<>();

  @Option(
      names = "--tries",
      paramLabel = "N",
      description = "How many sequences; default 2000, or without end with --for.")
  private Long tries;

  @Option(names = "--for", paramLabel = "DURATION", description = "How long at most: 90s, 30m, 2h.")
  private String time;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The seed; the same seed gives the same sequences.")
  private Long seed;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many sessions at once; default ${DEFAULT-VALUE}.")
  private int jobs = 8;

  @Option(
      names = "--shard",
      paramLabel = "I/N",
      description = "Only the I-th of N shares of the sequences.")
  private String shard = "1/1";

  @Option(
      names = "--guard",
      paramLabel = "SECONDS",
      description = "How long a reply may take; default ${DEFAULT-VALUE}.")
  private int guard = 10;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the result and the findings go; default reports/TARGET/START/.")
  private Path out;

  @Option(
      names = "--differential",
      description = "Play the same sequences on all targets instead, and tell where they differ.")
  private boolean differential;

  @Option(
      names = "--benchmark",
      description =
          "Tell instead how fast it is on each target, beside a plain client; for 10s each, or"
              + " --for.")
  private boolean benchmark;

  @Option(names = "--quiet", description = "No progress.")
  private boolean quiet;

  @Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public Integer call() throws IOException, TargetException, InterruptedException {
    var targets = new Targets();
    List<String> specs = targetArguments.specs(targets);
    if (differential && specs.size() < 2) {
      throw new UsageException("--differential: expected two targets at least");
    }
    Instant started = Instant.now();
    CampaignPlan plan = plan(started);
    if (benchmark) {
      return measure(specs, targets, plan);
    }
    String id = Place.runId(started);
    Path folder = out != null ? out : Place.fresh(specs, id);
    RunInfo run =
        RunInfo.starting(id, started, plan.seed(), Version.text(), RunCommand.command(spec), "");
    List<TargetInfo> infos = specs.stream().map(name -> TargetInfo.of(name, name)).toList();
    ResultWriter writer = ResultWriter.open(folder, run, infos);
    try (writer) {
      var runner =
          new FuzzRunner(
              plan,
              targets,
              targetArguments.options(),
              writer,
              folder.resolve("findings"),
              Version.text(),
              line -> System.out.println(Printed.line(line)));
      if (differential) {
        runner.compare(specs);
        return ExitCode.EXPECTED;
      }
      try (var ticker = new Ticker(runner, quiet)) {
        for (String name : specs) {
          ticker.about(name);
          runner.run(name);
        }
      }
    }
    Path page = new Reports(writer.soFar(), false).write(List.of(Reports.Format.html), folder);
    if (out == null) {
      Place.latest(folder);
    }
    System.out.println("seed " + plan.seed() + "; report " + page);
    boolean found = writer.soFar().fuzz().stream().anyMatch(entry -> !entry.findings().isEmpty());
    return found ? ExitCode.UNEXPECTED : ExitCode.EXPECTED;
  }

  private int measure(List<String> specs, Targets targets, CampaignPlan plan)
      throws IOException, TargetException, InterruptedException {
    for (String name : specs) {
      try (Target target = targets.start(name, targetArguments.options())) {
        System.out.println(name + ":");
        Duration each = plan.time().orElse(Duration.ofSeconds(10));
        new Benchmark(target, plan, each).run().forEach(line -> System.out.println("  " + line));
      }
    }
    return ExitCode.EXPECTED;
  }

  private CampaignPlan plan(Instant started) {
    if (jobs < 1 || jobs > 64) {
      throw new UsageException("--jobs " + jobs + ": expected 1 to 64");
    }
    if (guard < 1 || guard > 600) {
      throw new UsageException("--guard " + guard + ": expected 1 to 600 seconds");
    }
    Matcher part = Pattern.compile("([1-9]\\d{0,4})/([1-9]\\d{0,4})").matcher(shard);
    if (!part.matches() || Integer.parseInt(part.group(1)) > Integer.parseInt(part.group(2))) {
      throw new UsageException("--shard " + shard + ": expected I/N, as 2/4");
    }
    Optional<Duration> limit = Optional.ofNullable(time).map(FuzzCommand::duration);
    long usual = limit.isPresent() ? Long.MAX_VALUE : USUAL_TRIES;
    return new CampaignPlan(
        tries != null ? tries : usual,
        limit,
        seed != null ? seed : started.toEpochMilli() & 0xFFFF_FFFFL,
        jobs,
        Integer.parseInt(part.group(1)),
        Integer.parseInt(part.group(2)),
        chosen(),
        Duration.ofSeconds(guard));
  }

  private Set<Property> chosen() {
    if (properties.isEmpty()) {
      return EnumSet.allOf(Property.class);
    }
    return properties.stream()
        .map(
            name ->
                Property.named(name)
                    .orElseThrow(
                        () ->
                            new UsageException(
                                "--property %s: unknown, expected one of %s"
                                    .formatted(name, names()))))
        .collect(Collectors.toCollection(() -> EnumSet.noneOf(Property.class)));
  }

  private static String names() {
    return Stream.of(Property.values()).map(Property::word).collect(Collectors.joining(", "));
  }

  private static Duration duration(String text) {
    Matcher matcher = TIME.matcher(text);
    if (!matcher.matches()) {
      throw new UsageException("--for " + text + ": expected a duration, as 90s, 30m or 2h");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "s" -> Duration.ofSeconds(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
