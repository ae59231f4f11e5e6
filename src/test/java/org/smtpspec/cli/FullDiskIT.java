package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;

/** A run into a file system that is full before it ends; skipped where none can be mounted. */
class FullDiskIT {
  private static final List<String> RUN =
      List.of("run", "--target", "reference", "--quiet", "--suite", "rfc821/3.*/**", "--out");

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

  @TempDir private Path disk;

  @BeforeEach
  void mount() throws Exception {
    boolean mounted = did("mount", "-t", "tmpfs", "-o", "size=48k", "smtpspec", disk.toString());
    if (!mounted) {
      System.out.println("FullDiskIT is skipped: only root can mount a file system");
    }
    assumeTrue(mounted, "no file system can be mounted here");
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void unmount() throws Exception {
    System.setErr(err);
    did("umount", disk.toString());
  }

  @Test
  void aFullDiskIsNamedAndWhatWasWrittenIsRead() throws Exception {
    Path out = disk.resolve("run");

    int code = run(RUN, out);

    assertThat(code).isEqualTo(ExitCode.USAGE);
    assertThat(complained.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "smtpspec: cannot write %s: No space left on device; what was written before can be read\n"
                .formatted(out.resolve("result.jsonl")));
    Result written = ResultReader.read(out);
    assertThat(written.complete()).isFalse();
    assertThat(written.cases()).hasSizeGreaterThan(5);
    assertThat(Main.run("report", out.toString(), "--format", "markdown", "--out", "target/full"))
        .isEqualTo(ExitCode.EXPECTED);
  }

  @Test
  void withMoreRoomTheRunGoesOn() throws Exception {
    Path out = disk.resolve("run");
    run(RUN, out);
    int before = ResultReader.read(out).cases().size();
    assertThat(did("mount", "-o", "remount,size=64m", disk.toString())).isTrue();

    int code = run(RUN, out, "--resume");

    Result finished = ResultReader.read(out);
    assertThat(code).isEqualTo(ExitCode.EXPECTED);
    assertThat(finished.complete()).isTrue();
    assertThat(finished.cases()).hasSizeGreaterThan(before);
  }

  private static int run(List<String> command, Path out, String... more) {
    var args = new ArrayList<>(command);
    args.add(out.toString());
    args.addAll(List.of(more));
    return Main.run(args.toArray(new String[0]));
  }

  private static boolean did(String... command) throws Exception {
    return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }
}
