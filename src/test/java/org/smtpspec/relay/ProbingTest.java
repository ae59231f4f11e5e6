package org.smtpspec.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.peer.SmallMta;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Target;

class ProbingTest {
  private static final Path SUITES = Path.of("suites/relay");

  private static final String POLICY =
      """
      title: Some cells
      cells:
        - senders: external
          recipients: [plain, percent-host, quoted-host, route-host, bang-host, subdomain]
      rules:
        - expect: refuse
      """;

  @TempDir Path folder;

  @Test
  void whatIsPutOffTwiceIsDeferredAndNotRefused() throws Exception {
    try (var peer = ScriptedPeer.serving(new SmallMta().answering("RCPT", "451 later"))) {
      assertThat(probed(peer.address()))
          .allSatisfy(
              cell -> {
                assertThat(cell.outcome()).isEqualTo("deferred");
                assertThat(cell.isUnexpected()).isTrue();
                assertThat(cell.evidence())
                    .endsWith("was answered 451 later, at the second attempt too");
              });
    }
  }

  @Test
  void whatIsPutOffOnceIsWhatTheSecondAttemptMeets() throws Exception {
    var asked = new AtomicInteger();
    try (var peer =
        ScriptedPeer.serving(
            client ->
                refusing(asked.getAndIncrement() == 0 ? "450 later" : "550 no").with(client))) {
      assertThat(probed(peer.address()))
          .extracting(RelayEntry::outcome)
          .containsOnly("refused at RCPT");
    }
  }

  @Test
  void aServerThatHangsUpAfterTwoRefusalsIsAskedAgain() throws Exception {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 strict.test");
              for (int refused = 0; refused < 2; ) {
                boolean recipient = client.hear().startsWith("RCPT");
                refused += recipient ? 1 : 0;
                client.say(recipient ? "550 no" : "250 ok");
              }
              client.hear();
              client.say("421 too many errors");
            })) {
      assertThat(probed(peer.address()))
          .extracting(RelayEntry::outcome)
          .containsOnly("refused at RCPT");
    }
  }

  @Test
  void aRefusedClientIsRefusedAtTheGreeting() throws Exception {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("554 not you");
              client.hearOut();
            })) {
      assertThat(probed(peer.address()))
          .allSatisfy(
              cell -> {
                assertThat(cell.outcome()).isEqualTo("refused at greeting");
                assertThat(cell.evidence()).isEqualTo("the greeting was answered 554 not you");
              });
    }
  }

  @Test
  void aServerThatIsNotThereSaysNothing() throws Exception {
    assertThat(probed(ScriptedPeer.nobody()))
        .allSatisfy(
            cell -> {
              assertThat(cell.outcome()).isEqualTo("not tried");
              assertThat(cell.isUndecided()).isTrue();
            });
  }

  @Test
  void whereNobodyCanLookNothingIsSaidOfWhatWasTaken() throws Exception {
    try (var peer = ScriptedPeer.serving(new SmallMta())) {
      assertThat(probed(peer.address()))
          .allSatisfy(
              cell -> {
                assertThat(cell.outcome()).isEqualTo("accepted, unseen");
                assertThat(cell.isUndecided()).isTrue();
              });
    }
  }

  private static SmallMta refusing(String reply) {
    return new SmallMta().answering("RCPT", reply);
  }

  private List<RelayEntry> probed(InetSocketAddress server) throws Exception {
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    Policy policy = new PolicyReader(Forms.load(SUITES)).read(file, "policy.yaml");
    var limits = new Limits(Duration.ofSeconds(20), Duration.ofSeconds(5));
    try (Target target = new Somewhere(server)) {
      return new TargetProbes(target, new Tokens(System.nanoTime()), limits, Duration.ofMillis(1))
          .run(policy.cells(), () -> {});
    }
  }

  private record Somewhere(InetSocketAddress address) implements Target {
    @Override
    public String id() {
      return "somewhere";
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("domain", "mta.test");
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // Each test closes its peer.
    }
  }
}
