package org.smtpspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.SuiteFiles;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;

class CaseRunnerTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(5));

  @TempDir Path folder;

  @Test
  void violationThatComesBackIsOne() throws Exception {
    try (var server = noop("500 no", "500 no")) {
      TargetVerdict verdict = run(server, Effort.USUAL);

      assertThat(verdict.verdict()).isEqualTo(Outcome.VIOLATES);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void violationThatDoesNotComeBackSaysNothing() throws Exception {
    try (var server = noop("500 no", "250 ok", "500 no")) {
      TargetVerdict verdict = run(server, Effort.USUAL);

      assertThat(verdict.verdict()).isEqualTo(Outcome.INCONCLUSIVE);
      assertThat(verdict.reason()).isEqualTo("flaky: conforms 1 of 3, violates 2 of 3");
      assertThat(verdict.received()).contains("500 no");
    }
  }

  @Test
  void whatConformsIsPlayedOnceAndMoreOftenWhenAsked() throws Exception {
    try (var server = noop("250 ok")) {
      assertThat(run(server, Effort.USUAL).verdict()).isEqualTo(Outcome.CONFORMS);
      assertThat(server.connections()).isEqualTo(1);
    }
    try (var server = noop("250 ok", "250 ok", "250 ok", "500 no")) {
      assertThat(run(server, Effort.of(4)).reason())
          .isEqualTo("flaky: conforms 3 of 4, violates 1 of 4");
    }
  }

  @Test
  void serverThatDiedIsNotBlamedThoughItsDeathIsKnownLater() throws Exception {
    var asked = new AtomicInteger();
    try (var server = ScriptedPeer.serving(client -> {})) {
      TargetVerdict verdict =
          runner(
                  new Here(server.address()) {
                    @Override
                    public Optional<String> trouble() {
                      return asked.incrementAndGet() < 4
                          ? Optional.empty()
                          : Optional.of("it died");
                    }
                  },
                  Effort.USUAL)
              .run(noop());

      assertThat(verdict.verdict()).isEqualTo(Outcome.INCONCLUSIVE);
      assertThat(verdict.reason()).isEqualTo("it died");
    }
  }

  @Test
  void serverThatClosesButAnswersANewSessionIsBlamed() throws Exception {
    var asked = new AtomicInteger();
    try (var server =
        ScriptedPeer.serving(
            client -> {
              client.say("220 here.test");
              client.hear();
              client.say("250 here.test");
              client.hear();
            })) {
      TargetVerdict verdict =
          runner(
                  new Here(server.address()) {
                    @Override
                    public Optional<String> trouble() {
                      asked.incrementAndGet();
                      return Optional.empty();
                    }
                  },
                  Effort.USUAL)
              .run(noop());

      assertThat(verdict.verdict()).isEqualTo(Outcome.VIOLATES);
      assertThat(asked).hasPositiveValue();
    }
  }

  /** A server that answers NOOP in each session with the next of {@code replies}. */
  private static ScriptedPeer noop(String... replies) {
    Iterator<String> next = List.of(replies).iterator();
    return ScriptedPeer.serving(
        client -> {
          client.say("220 here.test");
          client.hear();
          client.say("250 here.test");
          client.hear();
          client.say(next.next());
          client.hearOut();
        });
  }

  private TargetVerdict run(ScriptedPeer server, Effort effort) throws Exception {
    return runner(new Here(server.address()), effort).run(noop());
  }

  private static CaseRunner runner(Target target, Effort effort) {
    var probe = new Probe("220 here.test", List.of(), List.of(), List.of(), true, Optional.empty());
    return new CaseRunner(target, probe, Profile.RFC5321, LIMITS, new Tokens(1), effort);
  }

  private Case noop() throws Exception {
    return SuiteFiles.one(folder, "start: ehlo\n", "C: NOOP", "S: 250");
  }

  /** A server that runs, of which nothing is known. */
  private static class Here implements Target {
    private final InetSocketAddress address;

    Here(InetSocketAddress address) {
      this.address = address;
    }

    @Override
    public String id() {
      return "here";
    }

    @Override
    public InetSocketAddress address() {
      return address;
    }

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Nothing was started.
    }
  }
}
