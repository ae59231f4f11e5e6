package org.smtpspec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smtpspec.peer.ScriptedPeer;

/** Servers that misbehave: the verdict says what happened, and the play ends in time. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class BadPeersTest {
  private static final Trial GREETING = Trial.of("S: 220", "C: NOOP", "S: 250");
  private static final Trial AFTER_HELO = Trial.starting("helo", "C: NOOP", "S: 250");
  private static final String NOT_THERE = "the server did not go along to the point that is tested";

  @Test
  void greets554() {
    assertViolates(GREETING.against("554 go away"), "", "554 go away\\r\\n");
    assertInconclusive(AFTER_HELO.against("554 go away"), NOT_THERE, "554 go away\\r\\n");
  }

  @Test
  void greets421() {
    String why = "the server is shutting down (421)";

    assertInconclusive(GREETING.against("421 busy"), why, "421 busy\\r\\n");
    assertInconclusive(AFTER_HELO.against("421 busy"), why, "421 busy\\r\\n");
  }

  @Test
  void neverGreets() {
    ScriptedPeer.Conversation mute = client -> client.hearOut();

    assertInconclusive(GREETING.against(mute), "silent for 400 ms", "silent for 400 ms");
    assertInconclusive(AFTER_HELO.against(mute), NOT_THERE, "silent for 400 ms");
  }

  @Test
  void refusesTheConnection() {
    String why = "refused: Connection refused";

    assertInconclusive(GREETING.at(ScriptedPeer.nobody(), Optional.empty()), why, why);
    assertInconclusive(
        Trial.of("C: NOOP", "S: 250").at(ScriptedPeer.nobody(), Optional.empty()), why, why);
  }

  @Test
  void closesInTheMiddleOfAReply() {
    Verdict verdict = GREETING.against(client -> client.write("220-hello\r\n22"));

    assertViolates(verdict, "closed", "closed after \"220-hello\\r\\n22\"");
  }

  @Test
  void closesBeforeItGreets() {
    ScriptedPeer.Conversation shut = client -> {};

    assertViolates(GREETING.against(shut), "closed", "closed");
    assertInconclusive(AFTER_HELO.against(shut), NOT_THERE, "closed");
  }

  @Test
  void resetsAfterTheCommand() {
    Verdict verdict =
        GREETING.against(
            client -> {
              client.say("220 hi");
              client.hear();
              client.reset();
            });

    assertViolates(verdict, "reset", "reset");
  }

  @Test
  void hangsUpBeforeTheCommand() {
    Verdict verdict =
        Trial.of("S: 220", "T: pause 100ms", "C: NOOP", "C: NOOP", "S: 250")
            .against(client -> client.say("220 hi"));

    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    assertThat(verdict.reason()).isIn("closed", "reset");
  }

  @Test
  void sendsAHundredMegabytesWithoutLineEnd() {
    Verdict verdict = GREETING.against(client -> client.flood("a", 100_000_000));

    assertViolates(
        verdict,
        "flooded: more than 1048576 octets without a reply",
        "flooded: more than 1048576 octets without a reply after \"" + "a".repeat(1024) + "\"");
  }

  @Test
  void sendsAThousandLinesInOneReply() {
    Verdict verdict = GREETING.against("220-hi\r\n".repeat(1000) + "220 hi", "250 ok");

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void repliesWithoutEnd() {
    Verdict verdict =
        GREETING.against(
            client -> {
              client.say("220 hi");
              client.hear();
              client.flood("250 ok\r\n", Long.MAX_VALUE);
            });

    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    assertThat(verdict.reason()).isEqualTo("a reply nobody asked for");
  }

  @Test
  void dripsItsReplies() {
    Verdict verdict =
        GREETING.against(
            client -> {
              client.drip("220-a\r\n220 b\r\n");
              client.hear();
              client.drip("250 ok\r\n");
              client.hearOut();
            });

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void bearsScriptsAndEscapesInItsBanner() {
    Verdict verdict =
        GREETING.against("554 <script>alert(1)</script> \u001B[2J\u0007 \0 \u00FF \\ \" \u2028 |");

    assertViolates(
        verdict, "", "554 <script>alert(1)</script> \\x1B[2J\\x07 \\x00 \\xFF \\\\ \" ? |\\r\\n");
  }

  @Test
  void looksLikeATranscript() {
    Verdict verdict = GREETING.against("554 closed after \"x\"\r\n* inbox a@b: 3 messages");

    assertViolates(verdict, "", "554 closed after \"x\"\\r\\n");
  }

  @Test
  void speaksGarbage() {
    Verdict verdict = GREETING.against("\0\u00FF\u00FE\r\r");

    assertViolates(verdict, "", "\\x00\\xFF\\xFE\\r\\r\\r\\n");
  }

  private static void assertViolates(Verdict verdict, String reason, String received) {
    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.decision().orElseThrow().received()).isEqualTo(received);
  }

  private static void assertInconclusive(Verdict verdict, String reason, String received) {
    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).isEqualTo(reason);
    assertThat(verdict.decision().orElseThrow().received()).isEqualTo(received);
  }
}
