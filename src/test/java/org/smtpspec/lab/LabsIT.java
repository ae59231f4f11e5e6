package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.Octets;

/** Needs a container engine: {@code containers/with-engine mvn verify}. */
class LabsIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;

  @BeforeAll
  static void needsAnEngine() {
    Optional<String> missing = Engine.unavailable();
    if (missing.isPresent()) {
      System.err.println("LabsIT is skipped: " + missing.get());
      abort(missing.get());
    }
  }

  @Test
  void labStaysUntilItIsTakenDown() throws Exception {
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM "
            + LabImage.name(Path.of(""))
            + "\nCMD [\"socat\", \"TCP-LISTEN:25,fork,reuseaddr\", \"SYSTEM:echo 220 $SOCAT_PEERADDR\"]\n");
    String spec = "dockerfile:" + folder;
    Path file = Files.writeString(folder.resolve("target.yaml"), "inbox: maildir:/srv/%u\n");
    var options =
        new TargetOptions(Map.of(), Optional.empty(), Optional.of(file), Set.of(), Path.of(""));
    try {
      Labs.Standing lab = Labs.up(spec, options);

      assertThat(lab.inbox()).hasValue("maildir:/srv/%u");
      assertThat(lab.points()).hasSize(3);
      for (Labs.Point point : lab.points()) {
        try (var connection = Connection.open(point.address())) {
          assertThat(connection.reply(LIMIT).raw())
              .isEqualTo(Octets.of("220 " + point.seenAs() + "\n"));
        }
      }
      assertThat(Labs.mail(spec)).isEmpty();
      assertThatThrownBy(() -> Labs.up(spec, options))
          .hasMessageStartingWith(spec + " is up already");
    } finally {
      List<String> removed = Labs.down(spec);
      new Images(Engine.client()).remove(ContainerTargets.image(folder.resolve("Dockerfile")));

      assertThat(removed)
          .hasSize(4)
          .allMatch(line -> line.matches("removed (container|network) .*"));
    }
    assertThat(Labs.down(spec)).isEmpty();
    assertThatThrownBy(() -> Labs.mail(spec)).hasMessageStartingWith(spec + " is not up");
  }

  /** Stopped when it has made so many containers: while it starts, and while it runs. */
  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void runThatIsStoppedLeavesNothing(int containers) throws Exception {
    Process run = run();
    Predicate<Map<String, String>> its = madeBy(run);
    try {
      awaitContainers(its, containers);

      run.destroy();

      assertThat(run.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(remains().containers(its)).isEmpty();
      assertThat(remains().remove(its)).isEmpty();
    } finally {
      run.destroyForcibly();
    }
  }

  @Test
  void whatAKilledRunLeftIsRemovedAndWhatARunHasIsNot() throws Exception {
    Process run = run();
    Predicate<Map<String, String>> its = madeBy(run);
    try {
      awaitContainers(its, 3);

      assertThat(remains().remove(its.and(Remains::isLeft))).isEmpty();
    } finally {
      run.destroyForcibly().waitFor();
    }
    List<String> removed = remains().remove(its.and(Remains::isLeft));

    assertThat(removed).hasSize(4);
    assertThat(remains().remove(its)).isEmpty();
  }

  private static Remains remains() throws Exception {
    return new Remains(Engine.client());
  }

  private static void awaitContainers(Predicate<Map<String, String>> its, int number)
      throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (remains().containers(its).size() < number && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
    assertThat(remains().containers(its)).hasSizeGreaterThanOrEqualTo(number);
  }

  private static Predicate<Map<String, String>> madeBy(Process run) {
    return labels ->
        Optional.ofNullable(labels.get(Labels.PROCESS))
            .flatMap(Owner::parse)
            .filter(owner -> owner.pid() == run.pid())
            .filter(owner -> owner.host().equals(Owner.self().host()))
            .isPresent();
  }

  /** A whole run in a process of its own. Without Ryuk, since it is to leave something. */
  private Process run() throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            "-Dsmtpspec.home=" + Path.of("").toAbsolutePath(),
            "org.smtpspec.cli.Main",
            "run",
            "--target",
            "container:postfix",
            "rfc821/3.5",
            "--quiet",
            "--out",
            folder.resolve("out").toString());
    builder.environment().put("TESTCONTAINERS_RYUK_DISABLED", "true");
    File log = folder.resolve("log").toFile();
    return builder.redirectErrorStream(true).redirectOutput(log).start();
  }
}
