package org.smtpspec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.peer.SmallMta;
import org.smtpspec.wire.Octets;

/** The {@code M:} lines of FORMAT.md, before servers that keep mail and servers that lose it. */
@Timeout(60)
class MailTrialTest {
  private static final String FENCE = "fence";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "count 1",
        "octets contain \"Subject: t0token\\r\\n X: a\"",
        "octets lack \"\\r\\n..\"",
        "header ~ /^Subject: t0token X: a$/",
        "header !~ /^To:/",
        "body is \"one\\n.two\\n\"",
        "body ~ /^\\.two$/",
      })
  void aCheckThatHoldsConforms(String check) {
    Verdict verdict = sending("M: a@b " + check).against(new SmallMta());

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
  }

  @ParameterizedTest
  @CsvSource({
    "none,                               count 1",
    "count 2,                            count 1",
    "octets contain \"three\",           they are not in it",
    "octets lack \"one\",                they are in it",
    "header ~ /^From:/,                  'header Subject: t0token X: a\\n'",
    "header !~ /t0token/,                'header Subject: t0token X: a\\n'",
    "body is \"one\\n\",                 'body is \"one\\n.two\\n\"'",
    "body ~ /^two$/,                     'body is \"one\\n.two\\n\"'",
  })
  void aCheckThatDoesNotHoldViolatesAndSaysWhatWasFound(String check, String found) {
    Verdict verdict = sending("M: a@b " + check).against(new SmallMta());

    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    Decision decision = verdict.decision().orElseThrow();
    assertThat(decision.line()).isEqualTo(13);
    assertThat(decision.expected()).isEqualTo(check);
    assertThat(decision.received()).isEqualTo("a@b: " + found);
  }

  @Test
  void mailThatIsLostViolatesOnceTheFenceArrived() {
    SmallMta mta = new SmallMta().keepingOnly(message -> message.contains(FENCE));

    Verdict lost = sending("M: a@b count 1").against(mta);

    assertThat(lost).isInstanceOf(Verdict.Violates.class);
    assertThat(lost.decision().orElseThrow().received()).isEqualTo("a@b: no message");
  }

  @Test
  void contentOfMailThatIsLostViolates() {
    SmallMta mta = new SmallMta().keepingOnly(message -> message.contains(FENCE));

    assertThat(sending("M: a@b body ~ /x/").against(mta)).isInstanceOf(Verdict.Violates.class);
    assertThat(sending("M: a@b octets lack \"x\"").against(mta))
        .isInstanceOf(Verdict.Violates.class);
  }

  @Test
  void noneIsProvedByTheFence() {
    SmallMta mta = new SmallMta().keepingOnly(message -> message.contains(FENCE));

    assertThat(sending("M: a@b none").against(mta)).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void withoutTheFenceNoneSaysNothing() {
    SmallMta mta = new SmallMta().keepingOnly(message -> false);

    Verdict verdict = sending("M: a@b none").against(mta);

    assertInconclusive(verdict, "the fence did not arrive within 400 ms");
  }

  @Test
  void aCheckThatAsksForTwiceTheUsualTimeWaitsTwiceTheGuard() {
    SmallMta mta = new SmallMta().keepingOnly(message -> false);

    Verdict verdict = sending("M: a@b none within 20s").against(mta);

    assertInconclusive(verdict, "the fence did not arrive within 800 ms");
  }

  @Test
  void aFenceThatIsRefusedSaysNothing() {
    SmallMta mta = new SmallMta().answering("MAIL", "450 busy");

    Verdict verdict = Trial.of("S: 220", "C: ${token}", "S: 500", "M: a@b none").against(mta);

    assertInconclusive(
        verdict,
        "the fence could not be sent: MAIL FROM:<sender@client.test> was answered 450 busy\\r\\n");
  }

  @Test
  void aFenceThatIsAnsweredWithoutCodeSaysNothing() {
    SmallMta mta = new SmallMta().answering("HELO", "hello there");

    Verdict verdict = Trial.of("S: 220", "C: ${token}", "S: 500", "M: a@b none").against(mta);

    assertInconclusive(
        verdict, "the fence could not be sent: HELO client.test was answered hello there\\r\\n");
  }

  @Test
  void twiceTheSameMessageIsNotOne() {
    Verdict verdict = sending("M: a@b count 1").against(new SmallMta().copies(2));

    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    assertThat(verdict.decision().orElseThrow().received()).isEqualTo("a@b: count 2");
  }

  @Test
  void eachMessageIsChecked() {
    var count = new ArrayList<String>();
    SmallMta mta =
        new SmallMta()
            .copies(2)
            .changing(
                message -> {
                  count.add(message);
                  return count.size() == 2 ? message + "spoilt\n" : message;
                });

    Verdict verdict = sending("M: a@b octets lack \"spoilt\"").against(mta);

    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
  }

  @Test
  void aToleratedCheckIsTolerated() {
    Verdict verdict =
        sending("M: a@b count 2", "M? a@b count 1 because one copy will do", "M: a@b body ~ /one/")
            .against(new SmallMta());

    assertThat(verdict).isInstanceOf(Verdict.Tolerated.class);
    assertThat(verdict.reason()).isEqualTo("one copy will do");
  }

  @Test
  void theFirstCheckThatDoesNotHoldDecides() {
    Verdict verdict = sending("M: a@b count 1", "M: a@b body ~ /three/").against(new SmallMta());

    assertThat(verdict.decision().map(Decision::line)).contains(14);
  }

  @Test
  void mailOfOtherPlaysIsNotLookedAt() {
    SmallMta mta = new SmallMta();
    sending("M: a@b count 1").against(mta);

    Verdict other = Trial.of("S: 220", "C: NOOP ${token}", "S: 250", "M: c@d none").against(mta);

    assertThat(other).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void aMailboxWithABlankInItsNameIsLookedInto() {
    Inbox one = (mailbox, token) -> List.of(Octets.of(mailbox));

    Verdict verdict =
        Trial.of("S: 220", "C: ${token}", "S: 500", "M: a\\x20b@c count 1")
            .against(new SmallMta(), one);

    assertThat(verdict).isInstanceOf(Verdict.Conforms.class);
  }

  @Test
  void anInboxThatCannotBeReadSaysNothing() {
    Inbox broken =
        (address, token) -> {
          throw new IOException("no such disk");
        };

    assertInconclusive(
        Trial.of("S: 220", "C: ${token}", "S: 500", "M: a@b none").against(new SmallMta(), broken),
        "no such disk");
  }

  @Test
  void withoutInboxNothingIsSaid() {
    try (var peer = ScriptedPeer.serving(new SmallMta())) {
      Verdict verdict =
          Trial.of("S: 220", "C: ${token}", "S: 500", "M: a@b none")
              .at(peer.address(), Optional.empty());

      assertInconclusive(verdict, "the target has no inbox that can be read");
    }
  }

  /** A message to a@b, and then these checks from line 13 on. */
  private static Trial sending(String... checks) {
    var lines =
        new ArrayList<>(
            List.of(
                "D: Subject: ${token}",
                "+D:  X: a",
                "+D:",
                "+D: one",
                "+D: .two",
                "+C: .",
                "S: 250"));
    lines.addAll(List.of(checks));
    return Trial.starting("data", lines.toArray(String[]::new));
  }

  private static void assertInconclusive(Verdict verdict, String reason) {
    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).isEqualTo(reason);
  }
}
