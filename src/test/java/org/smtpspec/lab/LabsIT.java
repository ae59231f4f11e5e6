package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    try (Run run = run()) {
      run.awaitContainers(containers);

      run.process().destroy();
      run.end();

      assertThat(Run.remains().containers(run.its())).isEmpty();
      assertThat(Run.remains().remove(run.its())).isEmpty();
    }
  }

  @Test
  void whatAKilledRunLeftIsRemovedAndWhatARunHasIsNot() throws Exception {
    Run run = run();
    try (run) {
      run.awaitContainers(3);

      assertThat(Run.remains().remove(run.its().and(Remains::isLeft))).isEmpty();
    }
    run.process().waitFor();
    List<String> removed = Run.remains().remove(run.its().and(Remains::isLeft));

    assertThat(removed).hasSize(4);
    assertThat(Run.remains().remove(run.its())).isEmpty();
  }

  private Run run() throws IOException {
    return Run.start(folder, "--target", "container:postfix", "rfc821/3.5", "--quiet");
  }
}
