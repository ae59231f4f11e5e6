package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The doctor on a machine without an engine: it says so, and that the main job works. */
class DoctorIT {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"unix:///nowhere/docker.sock", "tcp://127.0.0.1:9"})
  void withoutAnEngineTheMainJobWorks(String engine) throws Exception {
    Path said = folder.resolve("said");

    int code = doctor(engine, Path.of("").toAbsolutePath().toString(), said);

    String text = Files.readString(said, StandardCharsets.UTF_8);
    assertThat(text)
        .containsPattern("(?m)^ok java +" + Runtime.version().feature())
        .containsPattern("(?m)^ok suites +\\d+ cases in ")
        .containsPattern("(?m)^ok loopback +127.0.0.1 has ports$")
        .containsPattern("(?m)^!! engine +no container engine ")
        .contains("'smtpspec run' works here;")
        .endsWith("Servers in containers do not work here: see 'engine' above.\n");
    assertThat(code).isZero();
  }

  @Test
  void withoutSuitesTheMainJobDoesNotWork() throws Exception {
    Path said = folder.resolve("said");

    int code = doctor("unix:///nowhere/docker.sock", folder.toString(), said);

    assertThat(Files.readString(said))
        .contains("!! suites", "'smtpspec run' does not work here: see the lines marked !!");
    assertThat(code).isEqualTo(3);
  }

  private static int doctor(String engine, String home, Path said) throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dsmtpspec.home=" + home,
            "-cp",
            System.getProperty("java.class.path"),
            "org.smtpspec.cli.Main",
            "doctor");
    builder.environment().put("DOCKER_HOST", engine);
    Process process =
        builder
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }
}
