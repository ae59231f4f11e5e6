package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Diff;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.TargetVerdict;

/** A run that is killed again and again, and gone on with. */
class RunResumeTest {
  private static final int KILLS = 10;
  private static final List<String> SUITES = List.of("rfc821/4.1.1/*", "rfc821/4.2/*");

  @TempDir private Path folder;

  @Test
  void aRunKilledAtTenMomentsEndsAsOneThatWasNot() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    int code = Main.run(arguments(whole, false));
    long share = Files.size(whole.resolve("result.json")) / (2 * KILLS);

    for (int i = 0; i < KILLS; i++) {
      kill(killed, i > 0, random.nextLong(share));
      assertThat(killed.resolve("result.json")).as("seed " + seed).doesNotExist();
      assertThat(ResultReader.read(killed).cases()).as("seed " + seed).hasSizeLessThan(300);
    }
    int last = Main.run(arguments(killed, true));

    assertThat(last).as("seed " + seed).isEqualTo(code);
    Result undisturbed = ResultReader.read(whole);
    Result resumed = ResultReader.read(killed);
    assertThat(facts(resumed)).as("seed " + seed).hasSizeGreaterThan(300);
    assertThat(facts(resumed)).as("seed " + seed).isEqualTo(facts(undisturbed));
    Diff diff = Diff.of(undisturbed, resumed, true);
    assertThat(diff.changes()).as("seed " + seed).isEmpty();
    assertThat(diff.targets()).as("seed " + seed).isEmpty();
    assertThat(killed.resolve("result.jsonl")).doesNotExist();
  }

  /** Kills a run once it has written so many octets more than it found. */
  private static void kill(Path out, boolean resumes, long octets) throws Exception {
    Path lines = out.resolve("result.jsonl");
    long found = resumes ? Files.size(lines) : 0;
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-Dsmtpspec.home=" + Path.of("").toAbsolutePath(),
                "-cp",
                System.getProperty("java.class.path"),
                "org.smtpspec.cli.Main"));
    command.addAll(List.of(arguments(out, resumes)));
    Process child =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(out.resolveSibling("printed").toFile())
            .start();
    try {
      long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
      // A half line that was found goes, so that there may be less at first.
      while (size(lines) <= found + octets && child.isAlive() && System.nanoTime() < deadline) {
        Thread.sleep(1);
      }
      assertThat(child.isAlive()).as(Files.readString(out.resolveSibling("printed"))).isTrue();
      assertThat(size(lines)).isGreaterThan(found + octets);
    } finally {
      child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(child.exitValue()).isEqualTo(128 + 9);
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }

  /** What is the same in each run: all but times, ids, and what the server says of itself. */
  private static List<String> facts(Result result) {
    return result.cases().stream().map(RunResumeTest::fact).toList();
  }

  private static String fact(CaseEntry entry) {
    TargetVerdict one = entry.results().get(0);
    return "%s %s %s %s %s %s"
        .formatted(
            entry.id(), entry.results().size(), one.verdict(), one.level(), one.at(), one.reason());
  }

  private static String[] arguments(Path out, boolean resumes) {
    var arguments =
        new ArrayList<>(List.of("run", "--target", "reference", "--jobs", "2", "--quiet"));
    arguments.addAll(List.of("--out", out.toString()));
    if (resumes) {
      arguments.add("--resume");
    }
    arguments.addAll(SUITES);
    return arguments.toArray(String[]::new);
  }
}
