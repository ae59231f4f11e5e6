package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.peer.PeerSide;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.TargetVerdict;

/** What {@code run} says of a server that breaks a rule at times. */
class DoubtfulRunTest {
  private final String home = System.getProperty("smtpspec.home", "");

  @TempDir private Path folder;

  @BeforeEach
  void suites() throws Exception {
    Path file = folder.resolve("suites/relay/noop.smtp");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, "---\ntitle: NOOP does nothing\nlevel: MUST\nstart: helo\n---\nC: NOOP\nS: 250\n");
    System.setProperty("smtpspec.home", folder.toString());
  }

  @AfterEach
  void release() {
    if (home.isEmpty()) {
      System.clearProperty("smtpspec.home");
    } else {
      System.setProperty("smtpspec.home", home);
    }
  }

  @Test
  void aViolationThatComesBackIsReported() throws Exception {
    assertThat(run("500 500").verdict()).isEqualTo(Outcome.VIOLATES);
  }

  @Test
  void aViolationThatDoesNotComeBackIsInconclusive() throws Exception {
    TargetVerdict verdict = run("500 250 500");

    assertThat(verdict.verdict()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reason()).isEqualTo("flaky: conforms 1 of 3, violates 2 of 3");
    assertThat(verdict.transcript()).isNotEmpty();
  }

  @Test
  void aViolationThatIsSeenWhenRepeatedIsInconclusive() throws Exception {
    TargetVerdict verdict = run("250 250 250 500", "--repeat", "4");

    assertThat(verdict.verdict()).isEqualTo(Outcome.INCONCLUSIVE);
    assertThat(verdict.reason()).isEqualTo("flaky: conforms 3 of 4, violates 1 of 4");
    assertThat(run("250 250 250 250", "--repeat", "4").verdict()).isEqualTo(Outcome.CONFORMS);
    assertThat(run("500 500 500 500", "--repeat", "4").verdict()).isEqualTo(Outcome.VIOLATES);
  }

  /** Runs against a server that gives these replies to NOOP, one in each session; all are used. */
  private TargetVerdict run(String replies, String... options) throws Exception {
    Iterator<String> next = Arrays.asList(replies.split(" ", -1)).iterator();
    Path out = Files.createTempDirectory(folder, "run");
    try (var peer = ScriptedPeer.serving(client -> talk(client, next))) {
      String target = "smtp://127.0.0.1:" + peer.address().getPort();
      var arguments =
          new ArrayList<>(List.of("run", "--quiet", "--target", target, "--out", out.toString()));
      arguments.addAll(List.of(options));
      Main.run(arguments.toArray(String[]::new));
    }
    assertThat(next.hasNext()).isFalse();
    return ResultReader.read(out).cases().get(0).results().get(0);
  }

  private static void talk(PeerSide client, Iterator<String> next) throws IOException {
    client.say("220 here.test");
    for (String line = client.hear(); !line.equals("QUIT"); line = client.hear()) {
      client.say(line.equals("NOOP") ? next.next() + " so" : "250 here.test");
    }
    client.say("221 here.test");
  }
}
