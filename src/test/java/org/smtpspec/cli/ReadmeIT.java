package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every command of the README, as a user would; those that serve for ever or need containers
 * are only read.
 */
class ReadmeIT {
  static List<String> commands() throws IOException {
    return Files.readAllLines(Path.of("README.md")).stream()
        .map(String::strip)
        .filter(line -> line.startsWith("./smtpspec "))
        .toList();
  }

  static Stream<String> runnable() throws IOException {
    return commands().stream()
        .filter(
            line ->
                Stream.of("container:", " compare ", " diff ", " serve ")
                    .noneMatch(line::contains));
  }

  @ParameterizedTest
  @MethodSource("runnable")
  void aCommandOfTheReadmeWorks(String command, @TempDir Path scratch) throws Exception {
    Path output = scratch.resolve("output");

    Process process =
        new ProcessBuilder("bash", "-c", command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();

    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(output)).isEqualTo(ExitCode.EXPECTED);
  }

  @Test
  void theLauncherPassesArgumentsAndExitCodeThrough() throws Exception {
    Process process =
        new ProcessBuilder("./smtpspec", "list", "nonsense with blanks")
            .redirectErrorStream(true)
            .start();
    String output =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isEqualTo(ExitCode.USAGE);
    assertThat(output).contains("nonsense with blanks");
  }
}
