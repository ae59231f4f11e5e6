package org.smtpspec.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.peer.SmallMta;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Machine;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;

class CheckerTest {
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(2), Duration.ofSeconds(2));

  private static final String QUEUE =
      """
      steps:
        - run: stat -c %a /queue
          prints: "^700$"
          lacks: error
          failing: all can read it
      """;

  private static final String VRFY =
      """
      steps:
        - start: helo
          talk: |
            C: VRFY ${mailbox}
            S: 252 | 502
          failing: it tells
      """;

  @TempDir Path folder;

  private final FakeMachine machine = new FakeMachine();

  @ParameterizedTest
  @CsvSource({
    "0,   '700\n',        PASS,         ''",
    "0,   '755\n',        FAIL,         'all can read it: the output lacks /^700$/'",
    "1,   '700\n',        FAIL,         'all can read it: exit status 1, expected 0'",
    "0,   '700\nerror 5', FAIL,         'all can read it: it prints ''error 5'''",
    "127, 'sh: stat: not found', INCONCLUSIVE, the command is not there",
  })
  void aCommandIsJudgedByItsStatusAndOutput(
      int status, String output, AuditVerdict verdict, String reason) throws Exception {
    machine.says(status, output);

    AuditEntry found = check(QUEUE);

    assertThat(found.verdict()).isEqualTo(verdict);
    assertThat(found.reason()).isEqualTo(reason);
    assertThat(found.evidence())
        .startsWith("# stat -c %a /queue", output.lines().findFirst().orElseThrow())
        .endsWith("exit status " + status);
  }

  @Test
  void aScriptHasTheFactsTheTokenAndTheBannerAsVariables() throws Exception {
    machine.says(0, "700");

    check(QUEUE);

    assertThat(machine.scripts.get(0))
        .contains("mailbox='alice@mta.test'\n", "odd='it'\\''s'\n", "banner='220 small.test'\n")
        .containsPattern("token='t[a-z0-9]+'\n")
        .endsWith("\nstat -c %a /queue");
  }

  @Test
  void aCommandThatMayTakeItsTimeIsTriedAgain() throws Exception {
    machine.says(1, "").says(1, "").says(0, "here");

    AuditEntry found =
        check(
            """
            steps:
              - run: cat /tmp/ran
                user: bob
                within: 5s
            """);

    assertThat(found.verdict()).isEqualTo(AuditVerdict.PASS);
    assertThat(found.evidence()).containsExactly("bob$ cat /tmp/ran", "here", "exit status 0");
  }

  @Test
  void aMachineThatCannotBeAskedSaysNothing() throws Exception {
    AuditEntry found = check(QUEUE);

    assertThat(found.verdict()).isEqualTo(AuditVerdict.INCONCLUSIVE);
    assertThat(found.reason()).isEqualTo("the machine is silent");
  }

  @Test
  void whatCannotBePreparedSaysNothingAndIsCleanedUp() throws Exception {
    machine.says(1, "no space").says(0, "");

    AuditEntry found =
        check(
            """
            steps:
              - prepare: touch /tmp/x
              - run: "false"
            cleanup: rm -f /tmp/x
            """);

    assertThat(found.verdict()).isEqualTo(AuditVerdict.INCONCLUSIVE);
    assertThat(found.evidence()).contains("no space");
    assertThat(machine.scripts).hasSize(2);
    assertThat(machine.scripts.get(1)).endsWith("rm -f /tmp/x");
  }

  @Test
  void aConditionThatIsNotMetMakesItNotApplicable() throws Exception {
    machine.says(1, "");

    AuditEntry found =
        check("applies: {run: test -e /flags, otherwise: there are no flags}\n" + QUEUE);

    assertThat(found.verdict()).isEqualTo(AuditVerdict.NOT_APPLICABLE);
    assertThat(found.reason()).isEqualTo("there are no flags");
    assertThat(machine.scripts).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "252 perhaps,       PASS,         ''",
    "250 alice is here, FAIL,         'it tells: to VRFY alice@mta.test came 250 alice is here, expected 252 | 502'",
    "421 going,         INCONCLUSIVE, ''",
  })
  void aDialogueIsJudgedAsInASuite(String reply, AuditVerdict verdict, String reason)
      throws Exception {
    AuditEntry found = check(VRFY, new SmallMta().answering("VRFY", reply));

    assertThat(found.verdict()).isEqualTo(verdict);
    assertThat(found.reason()).contains(reason);
    assertThat(found.evidence()).contains("C: VRFY alice@mta.test", "S: " + reply);
  }

  @Test
  void aServerOfWhichNoMailboxIsKnownIsNotAskedForOne() throws Exception {
    try (var peer = ScriptedPeer.serving(new SmallMta())) {
      AuditEntry found =
          check(VRFY, new FakeServer(peer.address(), Map.of(), Optional.of(machine)));

      assertThat(found.verdict()).isEqualTo(AuditVerdict.NOT_APPLICABLE);
      assertThat(found.reason()).isEqualTo("the target names no 'mailbox'");
    }
  }

  @Test
  void aMachineThatCannotBeLookedAtIsNotApplicable() throws Exception {
    try (var peer = ScriptedPeer.serving(new SmallMta())) {
      AuditEntry found = check(QUEUE, new FakeServer(peer.address(), Map.of(), Optional.empty()));

      assertThat(found.verdict()).isEqualTo(AuditVerdict.NOT_APPLICABLE);
    }
  }

  private AuditEntry check(String steps) throws Exception {
    return check(steps, new SmallMta());
  }

  private AuditEntry check(String steps, SmallMta mta) throws Exception {
    try (var peer = ScriptedPeer.serving(mta)) {
      var facts = Map.of("mailbox", "alice@mta.test", "odd", "it's");
      return check(steps, new FakeServer(peer.address(), facts, Optional.of(machine)));
    }
  }

  private AuditEntry check(String steps, FakeServer site) throws Exception {
    String text =
        "checks:\n  - name: a\n    title: b\n    cite: c\n    "
            + steps.strip().replace("\n", "\n    ");
    Path file = Files.writeString(folder.resolve("a.yaml"), text);
    Check check = ChecksReader.read(file, "a.yaml").get(0);
    Probe probe = Probe.of(site.address(), LIMITS.reply());
    return new Checker(site, probe, LIMITS, new Tokens(1)).check(check);
  }

  /** A server of which everything is told. */
  private record FakeServer(
      InetSocketAddress address, Map<String, String> facts, Optional<Machine> machine)
      implements Target {
    @Override
    public String id() {
      return "small";
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.empty();
    }

    @Override
    public void close() {
      // The test does.
    }
  }

  /** Answers each script with the next thing that it was told, and fails when there is none. */
  private static final class FakeMachine implements Machine {
    private final List<String> scripts = new ArrayList<>();
    private final Deque<Ran> answers = new ArrayDeque<>();

    FakeMachine says(int status, String output) {
      answers.add(new Ran(status, output));
      return this;
    }

    @Override
    public Ran run(String script, String user) throws IOException {
      scripts.add(script);
      if (answers.isEmpty()) {
        throw new IOException("the machine is silent");
      }
      return answers.remove();
    }
  }
}
