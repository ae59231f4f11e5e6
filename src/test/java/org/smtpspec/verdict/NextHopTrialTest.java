package org.smtpspec.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.peer.SmallMta;
import org.smtpspec.wire.Octets;

/** The {@code M:} lines of FORMAT.md about mail at the next hop. */
@Timeout(60)
class NextHopTrialTest {
  private static final Passage GOOD =
      passage(true, "", 40, "Subject: t0token\r\n\r\n..one\r\ntwo\r\n");

  private static Passage passage(boolean taken, String early, int longest, String text) {
    return new Passage(
        taken,
        "mx.two.test",
        "EHLO mx.mta.test",
        "MAIL FROM:<a@b.test> SIZE=9",
        List.of("RCPT TO:<u@two.test>", "RCPT TO:<@x.test:V@two.test>"),
        early,
        longest,
        Octets.of(text));
  }

  /** A next hop that has seen {@code passages}, and the fence if it is said so. */
  private record Seen(InetSocketAddress server, boolean fenced, List<Passage> passages)
      implements NextHop {
    @Override
    public boolean serves(String domain) {
      return domain.equals("two.test");
    }

    @Override
    public String takingDomain(String domain) {
      return domain;
    }

    @Override
    public List<Passage> holding(String token) {
      Stream<Passage> fence = fenced ? Stream.of(GOOD) : Stream.of();
      return token.startsWith("f") ? fence.toList() : passages;
    }
  }

  private static Verdict seen(String check, Passage... passages) {
    return Trial.of("S: 220", "C: ${token}", "S: 500", "M: " + check)
        .against(new SmallMta(), server -> new Seen(server, true, List.of(passages)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "u@two.test count 1",
        "v@two.test count 1",
        "@two.test count 1",
        "w@two.test none",
        "u@two.test helo ~ /^EHLO mx\\.mta\\.test$/",
        "u@two.test helo !~ /client/",
        "u@two.test mail ~ /<a@b\\.test>/",
        "u@two.test rcpt ~ /^RCPT TO:<@x/",
        "u@two.test rcpt !~ /w@/",
        "u@two.test rcpt count 2",
        "u@two.test raw contain \"\\r\\n..one\\r\\n\"",
        "u@two.test raw lack \"\\n\\n\"",
        "u@two.test body is \".one\\ntwo\\n\"",
        "u@two.test host is mx.two.test",
        "u@two.test client waits",
        "u@two.test client fits",
        "u@two.test tried",
      })
  void aCheckThatHoldsConforms(String check) {
    assertThat(seen(check, GOOD)).isInstanceOf(Verdict.Conforms.class);
  }

  @ParameterizedTest
  @CsvSource({
    "count 2,                 count 1",
    "none,                    count 1",
    "helo ~ /^HELO/,          EHLO mx.mta.test",
    "helo !~ /^EHLO/,         EHLO mx.mta.test",
    "mail ~ /<>/,             MAIL FROM:<a@b.test> SIZE=9",
    "rcpt ~ /w@/,             'RCPT TO:<u@two.test>\\nRCPT TO:<@x.test:V@two.test>'",
    "rcpt count 1,            rcpt count 2",
    "raw contain \"\\n.one\", they are not in it",
    "raw lack \"..one\",      they are in it",
    "host is mx.down.test,    host is mx.two.test",
  })
  void aCheckThatDoesNotHoldViolates(String check, String received) {
    Verdict verdict = seen("u@two.test " + check, GOOD);

    assertThat(verdict).isInstanceOf(Verdict.Violates.class);
    assertThat(verdict.decision().orElseThrow().received()).isEqualTo("u@two.test: " + received);
  }

  @Test
  void whatIsSentBeforeAReplyViolates() {
    Verdict verdict = seen("u@two.test client waits", passage(true, "RCPT\r\n", 40, "t0token"));

    assertThat(verdict.decision().orElseThrow().received())
        .isEqualTo("u@two.test: before the reply came \"RCPT\\r\\n\"");
  }

  @ParameterizedTest
  @CsvSource({
    "512, 998, true",
    "513, 998, false",
    "512, 999, false",
  })
  void linesFitWhenTheyAreNotLongerThanAServerMustTake(int command, int text, boolean fits) {
    Passage passage = passage(true, "", command, ".".repeat(text + 1) + "\r\n");

    assertThat(seen("u@two.test client fits", passage) instanceof Verdict.Conforms).isEqualTo(fits);
  }

  @Test
  void aTransactionThatWasRefusedIsTriedAndNoMessage() {
    Passage refused = passage(false, "", 40, "");

    assertThat(seen("u@two.test tried", refused)).isInstanceOf(Verdict.Conforms.class);
    assertThat(seen("u@two.test none", refused)).isInstanceOf(Verdict.Conforms.class);
    assertThat(seen("u@two.test client waits", refused)).isInstanceOf(Verdict.Violates.class);
  }

  @Test
  void mailThatWasNotTriedSaysNothing() {
    Verdict verdict = seen("u@two.test tried");

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
    assertThat(verdict.reason()).isEqualTo("the server has not tried to send it so far");
  }

  @Test
  void withoutTheFenceNoneSaysNothing() {
    Verdict verdict =
        Trial.of("S: 220", "C: ${token}", "S: 500", "M: u@two.test none")
            .against(new SmallMta(), server -> new Seen(server, false, List.of()));

    assertThat(verdict).isInstanceOf(Verdict.Inconclusive.class);
  }
}
