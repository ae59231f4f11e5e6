package org.smtpspec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.MailCheck;
import org.smtpspec.dialogue.MailExpectation;
import org.smtpspec.dialogue.Step;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.suite.Profile;
import org.smtpspec.wire.Octets;

/** Each kind of line of FORMAT.md, before a peer that keeps the rule and one that breaks it. */
@Timeout(60)
class JudgeTest {
  private static final String HI = "220 hi";
  private static final String UNASKED = "a reply nobody asked for";

  @Test
  void aReplyInTheSetConforms() {
    Trial trial = Trial.of("S: 220", "C: NOOP", "S: 250 | 251");

    assertThat(trial.against(HI, "250 ok")).isInstanceOf(Verdict.Conforms.class);
    assertThat(trial.against(HI, "251-a\r\n251 b")).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void aReplyOutsideTheSetViolatesAndSaysWhere() {
    Verdict verdict =
        Trial.of("S: 220", "C: NOOP", "S: 250", "S? 251 | 252 because of age")
            .against(HI, "500 what?");

    assertViolates(verdict, "");
    Decision decision = verdict.decision().orElseThrow();
    assertThat(decision.line()).isEqualTo(7);
    assertThat(decision.event()).isEqualTo(2);
    assertThat(decision.sent()).isEqualTo("NOOP\\r\\n");
    assertThat(decision.expected()).isEqualTo("250");
    assertThat(decision.tolerated()).isEqualTo("251 | 252");
    assertThat(decision.received()).isEqualTo("500 what?\\r\\n");
    assertThat(decision.ms()).isNotNegative();
  }

  @Test
  void aServerThatConformsIsShownByTheFirstReplyThatKeptTheRule() {
    Verdict verdict =
        Trial.starting("helo", "C: NOOP", "S: 250", "C: QUIT", "S: 221")
            .against(HI, "250 hello", "250 ok", "221 bye");

    assertThat(verdict.decision().map(Decision::received)).contains("250 ok\\r\\n");
  }

  @Test
  void anAlternativeIsEquallyRight() {
    Trial trial = Trial.of("S: 220", "C: NOOP", "S: 250", "S| 5xx !502");

    assertThat(trial.against(HI, "500 what")).isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against(HI, "502 no"), "");
  }

  @Test
  void aSecondTierIsToleratedForItsReason() {
    Trial trial =
        Trial.of("S: 220", "C: NOOP", "S: 250", "S? 252 because it is kind", "C: QUIT", "S: 221");

    assertThat(trial.against(HI, "252 ok", "221 bye"))
        .isInstanceOf(Verdict.Tolerated.class)
        .extracting(Verdict::reason)
        .isEqualTo("it is kind");
    assertViolates(trial.against(HI, "252 ok", "500 no"), "");
  }

  @Test
  void anExemptionEndsTheDialogue() {
    Verdict verdict =
        Trial.of("S: 220", "C: VRFY a", "S: 250", "S- 502 because it has no VRFY", "C: X", "S: 500")
            .against(HI, "502 no");

    assertThat(verdict)
        .isInstanceOf(Verdict.NotApplicable.class)
        .extracting(Verdict::reason)
        .isEqualTo("it has no VRFY");
  }

  @Test
  void aMismatchOnTheWaySaysNothing() {
    Trial trial = Trial.of("S! 220", "C: NOOP", "S! 250", "C: QUIT", "S: 221");

    assertInconclusive(
        trial.against(HI, "500 no"), "the server did not go along to the point that is tested");
    assertThat(trial.against(HI, "250 ok", "221 bye")).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void stopEndsTheDialogueWithItsVerdict() {
    Trial trial = Trial.of("S: 220", "C: X", "S: 250", "S| 500 stop", "C: QUIT", "S: 221");

    assertThat(trial.against(HI, "500 no", "999 strange")).isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against(HI, "250 ok", "999 strange"), "");
  }

  @Test
  void closedIsACloseOrAReset() {
    Trial trial = Trial.of("S: 220", "C: QUIT", "S: 221", "S: closed");

    assertThat(
            trial.against(
                client -> {
                  client.say(HI);
                  client.hear();
                  client.say("221 bye");
                }))
        .isInstanceOf(Verdict.Conforms.class);
    assertViolates(
        trial.against(
            client -> {
              client.say(HI);
              client.hear();
              client.write("221 bye\r\n250 still here\r\n");
              client.hearOut();
            }),
        "");
    assertInconclusive(trial.against(HI, "221 bye"), "silent for 400 ms");
  }

  @Test
  void aCloseInsteadOfAReplyViolates() {
    Verdict verdict =
        Trial.of("S: 220", "C: NOOP", "S: 250")
            .against(
                client -> {
                  client.say(HI);
                  client.hear();
                  client.write("25");
                });

    assertViolates(verdict, "closed");
    assertThat(verdict.decision().orElseThrow().received()).isEqualTo("closed after \"25\"");
  }

  @Test
  void silenceIsOnlyAGuard() {
    Verdict verdict = Trial.of("S: 220", "C: NOOP", "S: 250").against(HI, "");

    assertInconclusive(verdict, "silent for 400 ms");
  }

  @Test
  void silenceBeyondALimitOfTheRuleViolates() {
    Trial trial = Trial.of("S: 220", "C: NOOP", "S: 250 within 200ms");

    assertViolates(trial.against(HI, ""), "silent for 200 ms");
    assertThat(trial.against(HI, "250 ok")).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void aLineOfAnotherProfileDoesNotCount() {
    Trial trial = Trial.of("S: 220", "C: X", "S: 500", "S| 250 @rfc821");

    assertThat(trial.under(Profile.RFC821).against(HI, "250 ok"))
        .isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.under(Profile.RFC1123).against(HI, "250 ok"), "");
  }

  @Test
  void anEnhancedCodeStandsOnEveryLine() {
    Trial trial = Trial.of("S: 220", "C: X", "S: 550 5.1.x");

    assertThat(trial.against(HI, "550-5.1.1 no\r\n550 5.1.1 really"))
        .isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against(HI, "550 5.11.1 no"), "");
    assertViolates(trial.against(HI, "550-5.1.1 no\r\n550 really"), "");
  }

  @Test
  void keywordsAreOfferedOrNot() {
    Trial trial = Trial.of("S: 220", "C: EHLO a", "S: 250 +size -VRFY");

    assertThat(trial.against(HI, "250-a VRFY\r\n250 Size 9")).isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against(HI, "250-a SIZE\r\n250 HELP"), "");
    assertViolates(trial.against(HI, "250-a\r\n250-SIZE\r\n250 VRFY"), "");
  }

  @Test
  void whatAPatternCapturedStandsInLaterOnes() {
    Trial trial = Trial.of("S: 220 ~ /^(?<self>\\S+)/", "C: QUIT", "S: 221 ~ /^${self}\\b/");

    assertThat(trial.against("220 a+b.test hello", "221 a+b.test bye"))
        .isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against("220 a.test hello", "221 axtest bye"), "");
  }

  @Test
  void aPatternFindsEachLineWithoutItsCode() {
    Trial trial = Trial.of("S: 220", "C: HELP", "S: 214 ~ /^second$/");

    assertThat(trial.against(HI, "214-first\r\n214-second\r\n214 third"))
        .isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against(HI, "214 the second"), "");
  }

  @Test
  void aPatternThatIsTooMuchForAReplySaysNothing() {
    Verdict verdict =
        Trial.of("S: 220 ~ /^(?:a|b)*$/", "C: QUIT")
            .patient()
            .against("220 " + "ab".repeat(100_000) + "!");

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).contains("too much text for /^(?:a|b)*$/");
  }

  @Test
  void aReplyThatNobodyAskedForViolates() {
    Trial trial = Trial.of("S: 220", "C: NOOP", "S: 250", "C: QUIT", "S: 221");

    Verdict before = trial.against(HI, "250 ok\r\n250 again", "221 bye");
    Verdict after = trial.against(HI, "250 ok", "221 bye\r\n221 bye");

    assertViolates(before, UNASKED);
    assertThat(before.decision().orElseThrow().received()).isEqualTo("250 again\\r\\n");
    assertViolates(after, UNASKED);
  }

  @Test
  void repliesToPipelinedLinesAreAskedFor() {
    Verdict verdict =
        Trial.of("S: 220", "C: NOOP", "C: NOOP", "S: 250", "S: 250", "C: QUIT", "S: 221")
            .against(HI, "250 a", "250 b", "221 c");

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void shuttingDownSaysNothingUnlessItIsNamed() {
    assertInconclusive(
        Trial.of("S: 220", "C: NOOP", "S: 250").against(HI, "421 going"),
        "the server is shutting down (421)");
    assertInconclusive(
        Trial.of("S: 220", "C: NOOP", "S: 250", "C: QUIT", "S: 221")
            .against(HI, "250 ok\r\n421 idle", "221 bye"),
        "the server is shutting down (421)");
    assertThat(Trial.of("S: 220", "C: NOOP", "S: 421 | closed").against(HI, "421 going"))
        .isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void strictRepliesAreWellFormedToTheLetter() {
    Trial trial = Trial.strict("S: 220", "C: NOOP", "S: 250");

    assertThat(trial.against(HI, "250 ok")).isInstanceOf(Verdict.Conforms.class);
    assertViolates(trial.against(HI, "250\0"), "a NUL octet; no blank or hyphen after the code");
    assertThat(Trial.of("S: 220", "C: NOOP", "S: 250").against(HI, "250\0"))
        .isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void anOctetInTheSilenceViolates() {
    Trial trial = Trial.of("S: 220", "R: NO", "T: silence 100ms", "R: OP\\r\\n", "S: 250");

    assertThat(trial.against(HI, "250 ok")).isInstanceOf(Verdict.Conforms.class);
    assertViolates(
        trial.against(
            client -> {
              client.say(HI);
              client.hear(2);
              client.say("500 too soon");
              client.hearOut();
            }),
        "an octet where none may come");
  }

  @Test
  void aPauseIsWaited() {
    long began = System.nanoTime();
    Verdict verdict =
        Trial.of("S: 220", "T: pause 200ms", "C: NOOP", "S: 250").against(HI, "250 ok");

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void quitPassesOverRepliesUntilTheServerCloses() {
    Trial trial = Trial.of("S: 220", "C: NOOP", "S: 250", "T: quit");

    assertThat(
            trial.against(
                client -> {
                  client.say(HI);
                  client.hear(1);
                  client.say("250 ok");
                  client.say("500 what");
                  client.say("500 what else");
                  client.hear(1);
                  client.say("221 bye");
                }))
        .isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void aServerThatStaysAfterQuitIsInconclusive() {
    Verdict verdict =
        Trial.of("S: 220", "T: quit")
            .against(
                client -> {
                  client.say(HI);
                  client.hear(1);
                  client.say("221 bye");
                  client.hearOut();
                });

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).isEqualTo("the server did not close the connection after QUIT");
  }

  @Test
  void aRightAnswerMayBeNamed() {
    Trial trial =
        Trial.of("S: 220", "C: X", "S: 250 because it is taken", "S| 5xx because it is not");

    assertThat(trial.against(HI, "250 ok").reason()).isEqualTo("it is taken");
    assertThat(trial.against(HI, "500 no").reason()).isEqualTo("it is not");
    assertThat(trial.against(HI, "500 no")).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void aHalfCloseStillHearsTheReply() {
    Trial trial = Trial.of("S: 220", "T: half-close", "S: 221 | closed");

    assertThat(
            trial.against(
                client -> {
                  client.say(HI);
                  client.hearOut();
                  client.say("221 bye");
                }))
        .isInstanceOf(Verdict.Conforms.class);
    assertViolates(
        trial.against(
            client -> {
              client.say(HI);
              client.hearOut();
              client.say("500 what");
            }),
        "");
  }

  @Test
  void afterHangingUpAnotherConnectionGoesOn() {
    for (String how : List.of("hangup", "reset")) {
      Verdict verdict =
          Trial.of("S: 220", "T: " + how, "S2: 220", "C2: NOOP", "S2: 250")
              .patient()
              .against(HI, "250 ok");

      assertThat(verdict).as(how).isInstanceOf(Verdict.Conforms.class);
    }
  }

  @Test
  void theSecondConnectionIsOneOfItsOwn() {
    Trial trial = Trial.of("S: 220", "C2: NOOP", "S2: 220", "S2: 250", "C: QUIT", "S: 221");
    var connections = new AtomicInteger();

    Verdict verdict =
        trial.against(
            client -> {
              boolean first = connections.getAndIncrement() == 0;
              client.say(HI);
              client.hear();
              client.say(first ? "221 bye" : "250 ok");
              client.hearOut();
            });

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
    assertThat(connections).hasValue(2);
  }

  @Test
  void tlsThatFailsSaysNothing() {
    Trial trial =
        Trial.of("S: 220", "C: STARTTLS", "S: 220", "T: tls", "C: NOOP", "S: 250").patient();

    Verdict secure =
        trial.against(
            client -> {
              client.say(HI);
              client.hear();
              client.say("220 go");
              client.tls();
              client.hear();
              client.say("250 ok");
              client.hearOut();
            });
    Verdict plain =
        trial.against(
            client -> {
              client.say(HI);
              client.hear();
              client.say("220 go");
              client.say("500 what");
              client.hearOut();
            });

    assertThat(secure).isInstanceOf(Verdict.Conforms.class);
    assertThat(plain).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(plain.reason()).startsWith("tls failed: ");
  }

  @Test
  void anAnswerInjectedBeforeTlsIsNobodysReply() {
    Verdict verdict =
        Trial.of("S: 220", "C: STARTTLS", "S: 220", "T: tls", "C: NOOP", "S: 250")
            .patient()
            .against(
                client -> {
                  client.say(HI);
                  client.hear();
                  client.write("220 go\r\n250 injected\r\n");
                  client.tls();
                  client.hear();
                  client.say("250 ok");
                  client.hearOut();
                });

    assertViolates(verdict, UNASKED);
  }

  @Test
  void aTranscriptThatEndsEarlySaysNothing() {
    List<Step> steps = List.of(Step.Send.of(3, 1, Octets.of("x")));

    Verdict verdict = Judge.judge(steps, false, new Transcript(List.of()));

    assertInconclusive(verdict, "the dialogue broke off before line 3");
  }

  @Test
  void aJudgeThatFailsSaysNothing() {
    MailCheck broken = new MailCheck.Header("(", true);
    var look =
        new Step.CheckMailbox(
            1, "a@b", List.of(new MailExpectation(1, broken, List.of())), Optional.empty());
    var events =
        List.of(
            new Event(0, "*", Octets.of("inbox a@b: 1 message")),
            new Event(0, "*", Octets.of("x")));

    Verdict verdict = Judge.judge(List.of(look), false, new Transcript(events));

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).startsWith("the transcript could not be judged: ");
  }

  @Test
  void noStepsConform() {
    assertThat(Judge.judge(List.of(), true, new Transcript(List.of())))
        .isEqualTo(new Verdict.Conforms(Optional.empty(), ""));
  }

  private static void assertViolates(Verdict verdict, String reason) {
    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    assertThat(verdict.reason()).isEqualTo(reason);
  }

  private static void assertInconclusive(Verdict verdict, String reason) {
    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).isEqualTo(reason);
  }
}
