package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The command line in a process of its own, and what that made on the engine.
 *
 * @param folder where it writes: {@code out/result.json}, and what it says, {@code log}
 */
record Run(Process process, Path folder) implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /** Starts {@code smtpspec run} with these arguments. Without Ryuk, since it may leave things. */
  static Run start(Path folder, String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dsmtpspec.home=" + Path.of("").toAbsolutePath(),
                "org.smtpspec.cli.Main",
                "run",
                "--out",
                folder.resolve("out").toString()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
    return new Run(
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start(),
        folder);
  }

  /** Waits until it has said a line that begins so. */
  void awaitLine(String start) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (said().stream().noneMatch(line -> line.startsWith(start))) {
      assertThat(process.isAlive() && System.nanoTime() < deadline).as("%s", said()).isTrue();
      Thread.sleep(20);
    }
  }

  /** Waits until it has so many containers. */
  void awaitContainers(int number) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (remains().containers(its()).size() < number && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(remains().containers(its())).hasSizeGreaterThanOrEqualTo(number);
  }

  /** The exit code, when it has ended. */
  int end() throws InterruptedException {
    assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  /** All lines that it has said. */
  List<String> said() throws IOException {
    Path file = folder.resolve("log");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** Whether labels are those of what it made. */
  Predicate<Map<String, String>> its() {
    return labels ->
        Optional.ofNullable(labels.get(Labels.PROCESS))
            .flatMap(Owner::parse)
            .filter(owner -> owner.pid() == process.pid())
            .filter(owner -> owner.host().equals(Owner.self().host()))
            .isPresent();
  }

  /** Its container in this role. */
  String container(String role) throws Exception {
    return remains()
        .containers(its().and(labels -> role.equals(labels.get(Labels.ROLE))))
        .get(0)
        .getId();
  }

  /** What is on the engine. */
  static Remains remains() throws Exception {
    return new Remains(Engine.client());
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
