package org.smtpspec.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.run.Plan;
import org.smtpspec.run.Runner;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plays one suite file and prints the dialogue. */
@Command(
    name = "replay",
    description = "Plays one suite file on a server and prints the dialogue.",
    mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
  private static final String SOFTWARE = "# software:";

  @Mixin private TargetArguments targetArguments;

  @Parameters(paramLabel = "FILE", description = "A suite file; it need not lie below suites/.")
  private Path file;

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "rfc821, rfc1123 or rfc5321 (default).")
  private String profile = "rfc5321";

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    if (!Files.isRegularFile(file)) {
      throw new UsageException("no file " + file);
    }
    var targets = new Targets();
    List<String> specs = targetArguments.specs(targets);
    List<Case> cases = Suites.single(file, Suites.load(Home.path().resolve("suites")).catalogue());
    var plan =
        new Plan(
            specs, targetArguments.options(), cases, Arguments.profile(profile), Limits.USUAL, 1);
    Path folder = Files.createTempDirectory("smtpspec-replay");
    Instant now = Instant.now();
    RunInfo run =
        RunInfo.starting(
            Place.runId(now), now, 0, Version.text(), "smtpspec replay " + file, profile);
    List<TargetInfo> infos = specs.stream().map(spec -> TargetInfo.of(spec, spec)).toList();
    try (ResultWriter writer = ResultWriter.open(folder, run, infos)) {
      boolean usable =
          new Runner(
                  plan,
                  targets,
                  writer,
                  new Tokens(now.toEpochMilli()),
                  new Meter(cases.size(), true))
              .run();
      Result result = writer.soFar();
      result.cases().forEach(ReplayCommand::print);
      noteOtherSoftware(result);
      return new Reports(result, false).exitCode(usable);
    } finally {
      Files.deleteIfExists(folder.resolve("result.json"));
      Files.deleteIfExists(folder);
    }
  }

  /** A finding of {@code fuzz} says on which software it was found. */
  private void noteOtherSoftware(Result result) throws IOException {
    Optional<String> found =
        Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
            .filter(line -> line.startsWith(SOFTWARE))
            .map(line -> line.substring(SOFTWARE.length()).strip())
            .findFirst();
    for (TargetInfo target : result.targets()) {
      if (found.isPresent() && !found.get().equals(target.software())) {
        System.out.printf(
            "note: the file is of '%s', %s is '%s'%n",
            found.get(), target.id(), Printed.line(target.software()));
      }
    }
  }

  private static void print(CaseEntry entry) {
    for (TargetVerdict verdict : entry.results()) {
      System.out.printf("%s on %s: %s%n", entry.id(), verdict.target(), verdict.verdict().json());
      verdict
          .transcript()
          .forEach(
              line ->
                  System.out.printf("%9.2f ms  %-2s %s%n", line.ms(), line.from(), line.octets()));
      show("at", verdict.at());
      show("expected", verdict.expected());
      show("received", verdict.received());
      show("because", verdict.reason());
    }
  }

  private static void show(String label, String text) {
    if (!text.isEmpty()) {
      System.out.printf("  %-9s %s%n", label, text);
    }
  }
}
