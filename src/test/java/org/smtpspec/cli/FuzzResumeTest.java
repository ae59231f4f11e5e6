package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.FuzzEntry;
import org.smtpspec.result.ResultReader;

/** Campaigns in parts: killed and gone on with, or in shares that are put together. */
class FuzzResumeTest {
  private static final String TARGET = "reference:rcpt-without-mail-accepted";
  private static final String NAME = "reference-rcpt-without-mail-accepted";
  private static final int TRIES = 640;

  @TempDir private Path folder;

  @Test
  void aCampaignThatWasKilledGoesOnAndFindsTheSame() throws Exception {
    Path killed = folder.resolve("killed");
    Path whole = folder.resolve("whole");
    Path checkpoint = killed.resolve("checkpoint-" + NAME + ".tsv");

    Process child =
        new ProcessBuilder(command(killed))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      await(checkpoint, child);
    } finally {
      child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertThat(child.exitValue()).isEqualTo(128 + 9);
    assertThat(killed.resolve("result.json")).doesNotExist();
    long tries = 32 * (nextBlock(checkpoint) + 5);
    Main.run(arguments(killed, "1/1", tries));
    Main.run(arguments(whole, "1/1", tries));

    assertThat(checkpoint).doesNotExist();
    assertThat(summaries(killed)).isNotEmpty().isEqualTo(summaries(whole));
    assertThat(roll(killed)).isEqualTo(roll(whole)).startsWith("roll\t" + tries + "\t");
  }

  @Test
  void sharesPutTogetherAreTheWhole() throws Exception {
    Path whole = folder.resolve("whole");
    Path merged = folder.resolve("merged");
    Main.run(arguments(whole, "1/1", TRIES));
    Main.run(arguments(folder.resolve("a"), "1/2", TRIES));
    Main.run(arguments(folder.resolve("b"), "2/2", TRIES));

    // As a machine that gathers the folders of others would find them.
    Path one = Files.move(folder.resolve("a"), folder.resolve("c"));
    Path other = folder.resolve("b");
    int code = Main.run("merge", one.toString(), other.toString(), "--out", merged.toString());

    assertThat(code).isZero();
    assertThat(roll(merged)).isEqualTo(roll(whole)).startsWith("roll\t" + TRIES + "\t");
    assertThat(roll(one)).isNotEqualTo(roll(other));
    Set<String> both = new TreeSet<>(summaries(one));
    both.addAll(summaries(other));
    assertThat(summaries(merged)).isNotEmpty().containsExactlyElementsOf(both);
    assertThat(findings(merged))
        .allSatisfy(finding -> assertThat(Path.of(finding.file())).exists().startsWith(merged))
        .anySatisfy(finding -> assertThat(finding.count()).isGreaterThan(1));
    assertThat(Files.readString(merged.resolve("coverage-" + NAME + ".tsv")))
        .contains("READY\tMAIL\tGOOD\t2yz");
  }

  private static long nextBlock(Path checkpoint) throws IOException {
    return Long.parseLong(Files.readAllLines(checkpoint).get(1).split("\t", -1)[1]);
  }

  private static void await(Path file, Process child) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!Files.exists(file) && child.isAlive() && System.nanoTime() < deadline) {
      Thread.sleep(20);
    }
    assertThat(file).exists();
    assertThat(child.isAlive()).isTrue();
  }

  private static List<String> command(Path out) {
    var command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.smtpspec.cli.Main"));
    command.addAll(List.of(arguments(out, "1/1", 1_000_000)));
    return command;
  }

  private static String[] arguments(Path out, String shard, long tries) {
    return new String[] {
      "fuzz",
      "--target",
      TARGET,
      "--tries",
      Long.toString(tries),
      "--jobs",
      "1",
      "--seed",
      "1",
      "--guard",
      "3",
      "--quiet",
      "--property",
      "states",
      "--shard",
      shard,
      "--out",
      out.toString()
    };
  }

  private static List<String> summaries(Path out) {
    return findings(out).stream().map(FuzzEntry.Finding::summary).sorted().toList();
  }

  private static List<FuzzEntry.Finding> findings(Path out) {
    return ResultReader.read(out).fuzz().stream()
        .flatMap(entry -> entry.findings().stream())
        .toList();
  }

  private static String roll(Path out) throws IOException {
    try (Stream<String> lines = Files.lines(out.resolve("corpus-" + NAME + ".tsv"))) {
      return lines.findFirst().orElseThrow();
    }
  }
}
