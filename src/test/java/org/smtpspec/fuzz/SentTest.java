package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SentTest {
  private static final Terms TERMS =
      new Terms(List.of("alice@mta.test", "bob@mta.test"), "", "", "mta.test");

  private final Stamp stamp = new Stamp("tx");
  private final List<Exchange> exchanges = new ArrayList<>();

  @Test
  void theRecipientsOfATextAreThoseTakenSinceMail() {
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<alice@mta.test>", 250);
    said("RCPT TO:<bob@mta.test>", 550);
    text("tx000000001aa", 250);
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<bob@mta.test>", 250);
    text("tx000000002ab", 554);

    List<Sent> sent = sent();

    assertThat(sent).extracting(Sent::word).containsExactly("tx000000001aa", "tx000000002ab");
    assertThat(sent.get(0).recipients()).isEqualTo(Map.of("alice@mta.test", 1));
    assertThat(sent.get(0).accepted()).isTrue();
    assertThat(sent.get(1).recipients()).isEqualTo(Map.of("bob@mta.test", 1));
    assertThat(sent.get(1).accepted()).isFalse();
  }

  @Test
  void resetClearsTheRecipientsAndNoopDoesNot() {
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<alice@mta.test>", 250);
    said("RSET", 250);
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<bob@mta.test>", 250);
    said("NOOP", 250);
    text("tx000000001aa", 250);

    assertThat(sent().get(0).recipients()).isEqualTo(Map.of("bob@mta.test", 1));
  }

  @Test
  void whereTheMailOfAnOddRecipientGoesIsNotKnown() {
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<ALICE@mta.test>", 250);
    text("tx000000001aa", 250);

    assertThat(sent().get(0).others()).isTrue();
  }

  @Test
  void periodsAreTakenOffTheBody() {
    said("DATA", 354);
    exchanges.add(
        new Exchange(State.TEXT, Command.end("From: a\r\n\r\ntx000000001aa\r\n..x\r\n"), 0, 250));

    assertThat(sent().get(0).body()).isEqualTo("tx000000001aa\n.x\n");
  }

  @Test
  void aBodyIsKeptWithTheEmptyLinesAroundIt() {
    said("DATA", 354);
    exchanges.add(
        new Exchange(
            State.TEXT, Command.end("From: a\r\n\r\ntx000000001aa\r\n..\r\n\r\n\r\n"), 0, 250));
    Sent one = sent().get(0);

    assertThat(one.isKeptIn("Received: x\nFrom: a\n\ntx000000001aa\n.\n\n\n")).isTrue();
    assertThat(one.isKeptIn("From: a\r\n\r\ntx000000001aa\r\n.\r\n\r\n")).isTrue();
    assertThat(one.isKeptIn("From: a\n\ntx000000001aa\n.\n")).isFalse();
    assertThat(one.isKeptIn("From: a\n\n.tx000000001aa\n.\n\n\n")).isFalse();
    assertThat(one.isKeptIn("From: a\n\ntx000000001aa\n..\n\n\n")).isFalse();
  }

  @Test
  void aMessageInChunksIsOneText() {
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<alice@mta.test>", 250);
    chunk("From: a\r\n\r\ntx000000001aa\r\n", Argument.CHUNK, 250);
    chunk(".x\r\n", Argument.CLEAN, 250);

    Sent one = sent().get(0);
    assertThat(one.recipients()).isEqualTo(Map.of("alice@mta.test", 1));
    assertThat(one.body()).isEqualTo("tx000000001aa\n.x\n");
    assertThat(one.chunked()).isTrue();
  }

  @Test
  void ofWhatIsTakenBehindARefusedChunkNothingIsKnown() {
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<alice@mta.test>", 250);
    chunk("From: a\r\n\r\ntx000000001aa\r\n", Argument.CHUNK, 250);
    chunk("x", Argument.CHUNK, 452);
    chunk("x\r\n", Argument.CLEAN, 250);

    Sent one = sent().get(0);
    assertThat(one.recipients()).isEmpty();
    assertThat(one.others()).isTrue();
    assertThat(one.mustBeKept()).isFalse();
  }

  @Test
  void recipientsAreThoseOfTheSameConnection() {
    said("MAIL FROM:<>", 250);
    said("RCPT TO:<alice@mta.test>", 250);
    Command other = Command.of("RCPT TO:<bob@mta.test>", TERMS);
    exchanges.add(new Exchange(State.MAILED, other, 0, 250, 2));
    text("tx000000001aa", 250);

    assertThat(sent().get(0).recipients()).isEqualTo(Map.of("alice@mta.test", 1));
  }

  @Test
  void eachPlayHasAWordOfItsOwn() {
    var sequence = new Sequence(List.of(Move.line("a " + Stamp.PLACE)));

    assertThat(stamp.on(sequence)).isNotEqualTo(stamp.on(sequence));
  }

  @Test
  void eachTextOfALongPlayHasAWordOfItsOwn() {
    var sequence = new Sequence(Collections.nCopies(60, Move.line("a " + Stamp.PLACE)));

    assertThat(stamp.on(sequence).moves()).doesNotHaveDuplicates();
  }

  private void said(String line, int code) {
    exchanges.add(new Exchange(State.READY, Command.of(line, TERMS), 0, code));
  }

  private void chunk(String content, Argument kind, int code) {
    String written = Chunk.written(content, !kind.isPart());
    exchanges.add(new Exchange(State.ADDRESSED, Command.chunk(kind, written), 0, code));
  }

  private void text(String word, int code) {
    exchanges.add(
        new Exchange(State.TEXT, Command.end("From: a\r\n\r\n" + word + "\r\n"), 0, code));
  }

  private List<Sent> sent() {
    return Sent.in(new Played(exchanges, Optional.empty(), false, true, 0, ""), stamp.pattern());
  }
}
