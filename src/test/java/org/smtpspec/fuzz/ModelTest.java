package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.wire.Reply;
import org.smtpspec.wire.ReplyReader;

class ModelTest {
  private static final Terms TERMS =
      new Terms(
          List.of("alice@mta.test", "bob@mta.test"), "no@mta.test", "u@elsewhere.test", "mta.test");

  private final Model model = new Model(TERMS);

  @Test
  void theGreetingIsOwedFirst() {
    assertThat(model.next()).contains(Command.CONNECT);
    assertThat(model.allowed(Command.CONNECT).holds(220)).isTrue();
    assertThat(model.allowed(Command.CONNECT).holds(250)).isFalse();
  }

  @Test
  void anUnfinishedLineIsOwedNothing() {
    reach(State.READY);
    model.feed("NOOP\r");

    assertThat(model.next()).isEmpty();

    model.feed("\n");

    assertThat(model.next()).map(Command::verb).contains(Verb.NOOP);
  }

  @Test
  void aRecipientBeforeMailIsRefused() {
    reach(State.READY);

    Allowed allowed = allowed("RCPT TO:<alice@mta.test>");

    assertThat(allowed.holds(503)).isTrue();
    assertThat(allowed.holds(250)).isFalse();
    assertThat(allowed.rule()).isEqualTo(Rule.ORDER);
  }

  @Test
  void aMailboxThatExistsIsTakenInATransaction() {
    reach(State.MAILED);

    assertThat(allowed("RCPT TO:<alice@mta.test>").holds(550)).isFalse();
    assertThat(allowed("RCPT TO:<no@mta.test>").holds(550)).isTrue();
    assertThat(allowed("RCPT TO:<u@elsewhere.test>").holds(550)).isTrue();
  }

  @Test
  void aMailboxMayBeRefusedBehindASenderThatMayBeRefused() {
    reach(State.READY);
    exchange("MAIL FROM:<someone@other.test>\r\n", 250);

    assertThat(allowed("RCPT TO:<alice@mta.test>").holds(550)).isTrue();
  }

  @Test
  void aRefusedCommandLeavesTheTransactionOpen() {
    reach(State.ADDRESSED);
    exchange("MAIL\r\n", 501);

    assertThat(model.session().state()).isEqualTo(State.ADDRESSED);
    assertThat(allowed("DATA").holds(503)).isFalse();
  }

  @Test
  void resetDropsTheTransaction() {
    reach(State.ADDRESSED);
    exchange("RSET\r\n", 250);

    assertThat(model.session().state()).isEqualTo(State.READY);
    assertThat(allowed("DATA").holds(354)).isFalse();
  }

  @Test
  void onlyCrlfDotCrlfEndsText() {
    reach(State.ADDRESSED);
    exchange("DATA\r\n", 354);
    model.feed("From: a\r\nb\n.\nQUIT\r\n");

    assertThat(model.next()).isEmpty();

    model.feed(".\r\n");

    assertThat(model.next())
        .hasValueSatisfying(end -> assertThat(end.argument()).isEqualTo(Argument.TAINTED));
  }

  @Test
  void whatFollowsDataIsReadAsCommandsWhenDataIsRefused() {
    reach(State.READY);
    model.feed("DATA\r\nNOOP\r\n");
    model.take(model.next().orElseThrow(), reply(503));

    assertThat(model.next()).map(Command::verb).contains(Verb.NOOP);
  }

  @Test
  void aLoneLineFeedEndsNoCommand() {
    reach(State.READY);
    model.feed("NOOP\nNOOP\r\nQUIT\r\n");
    Command both = model.next().orElseThrow();

    assertThat(both.argument()).isEqualTo(Argument.BARE);
    model.take(both, reply(500));
    assertThat(model.next()).map(Command::verb).contains(Verb.QUIT);
  }

  @Test
  void aLoneLineFeedCountsBehindAControlTooAndInALongLine() {
    reach(State.READY);
    model.feed("NOOP \17\nNOOP\r\nNOOP " + "x".repeat(600) + "\rNOOP\r\n");

    Command control = model.next().orElseThrow();
    Command longer = model.next().orElseThrow();

    assertThat(control.argument()).isEqualTo(Argument.BARE);
    assertThat(longer.argument()).isEqualTo(Argument.BARE);
  }

  /** Sendmail takes a lone CR for a blank, and passes over what stands behind DATA. */
  @Test
  void dataBeforeALoneCarriageReturnMayBeTakenForData() {
    reach(State.ADDRESSED);
    model.feed("DATA\rEHLO client.test\r\n");

    Command data = model.next().orElseThrow();

    assertThat(data.verb()).isEqualTo(Verb.DATA);
    assertThat(model.allowed(data).holds(354)).isTrue();
  }

  @Test
  void whatALoneLineFeedDoesWhenItIsTakenIsUnknown() {
    reach(State.READY);
    exchange("RSET\nNOOP\r\n", 250);

    assertThat(model.isLost()).isTrue();
    assertThat(model.isInStep()).isTrue();
  }

  @Test
  void anEmptyLineGetsAReply() {
    reach(State.READY);
    model.feed("\r\n");

    assertThat(model.next()).isPresent();
  }

  @Test
  void whoeverHasTakenARecipientCannotMissIt() {
    reach(State.MAILED);
    exchange("RCPT TO:<nobody@mta.test>\r\n", 250);

    assertThat(allowed("DATA").holds(503)).isFalse();
    assertThat(allowed("DATA").holds(554)).isTrue();
  }

  @Test
  void recipientsTooManyAreTooManyForOneMessage() {
    reach(State.MAILED);
    for (int i = 0; i < 100; i++) {
      exchange("RCPT TO:<alice@mta.test>\r\n", 250);
    }
    exchange("RCPT TO:<alice@mta.test>\r\n", 452);
    assertThat(allowed("RCPT TO:<alice@mta.test>").holds(452)).isTrue();
    exchange("RSET\r\n", 250);
    exchange("MAIL FROM:<sender@client.test>\r\n", 250);

    assertThat(allowed("RCPT TO:<alice@mta.test>").holds(452)).isFalse();
  }

  @Test
  void textWithoutRecipientsIsRefused() {
    reach(State.MAILED);
    exchange("DATA\r\n", 354);
    model.feed("From: a\r\n.\r\n");
    Command end = model.next().orElseThrow();

    assertThat(model.allowed(end).holds(250)).isFalse();
    assertThat(model.allowed(end).holds(554)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "From: <a@b.test>|Subject: x||text, CLEAN",
    "From: <a@b.test>|\tfolded||text, CLEAN",
    "From: <a@b.test>, CLEAN",
    "From:|Subject: x||text, STRANGE",
    "From: <a@b.test>|NOOP||text, STRANGE",
    "From: <a@b.test>|no name: x||text, STRANGE",
    "Subject: x||From: <a@b.test>, STRANGE"
  })
  void aTextWithoutAHeaderMayBeRefused(String lines, Argument kind) {
    assertThat(TextClass.of(lines.replace("|", "\r\n") + "\r\n")).isEqualTo(kind);
  }

  @Test
  void aTextThatLooksAsIfItWentRoundMayBeRefused() {
    String hop = "Received: from a.test by b.test; Thu, 1 Jan 2026 12:00:00 +0000\r\n";
    String from = "From: <sender@client.test>\r\n";

    assertThat(TextClass.of(from + hop.repeat(200) + "\r\nx\r\n")).isEqualTo(Argument.STRANGE);
    assertThat(TextClass.of(from + hop.repeat(2) + "\r\nx\r\n")).isEqualTo(Argument.CLEAN);
  }

  @Test
  void aLineOfTextThatReadsLikeAChunkIsNone() {
    chunking();
    exchange("DATA\r\n", 354);
    model.feed("BDAT 16\r\n.\r\r\n");

    assertThat(model.isInChunk()).isFalse();
    assertThat(model.isTempting()).isTrue();
  }

  @Test
  void aChunkIsOwedOneReplyWhenItsOctetsAreThere() {
    chunking();
    model.feed("BDAT 12\r\nNOOP\r\n.\r\n");

    assertThat(model.next()).isEmpty();

    model.feed("QUIT\r\n");

    assertThat(model.next())
        .hasValueSatisfying(
            chunk -> {
              assertThat(chunk.argument()).isEqualTo(Argument.CHUNK);
              assertThat(Chunk.content(chunk.written())).isEqualTo("NOOP\r\n.\r\nQUI");
            });
  }

  @Test
  void aChunkIsTakenForMailboxesThatExistAndNowhereElse() {
    chunking();
    assertThat(allowed(chunk("From: a\r\n\r\n", false)).holds(554)).isFalse();
    assertThat(allowed(chunk("From: a\r\n\r\n", false)).holds(354)).isFalse();
    exchange("RSET\r\n", 250);

    assertThat(allowed(chunk("From: a\r\n\r\n", true)).holds(503)).isTrue();
    assertThat(allowed(chunk("From: a\r\n\r\n", true)).holds(250)).isFalse();
  }

  @Test
  void dataBehindAChunkIsRefusedUntilReset() {
    chunking();
    exchange("BDAT 11\r\nFrom: a\r\n\r\n", 250);
    assertThat(allowed("DATA").holds(354)).isFalse();
    for (String line : List.of("NOOP", "VRFY alice", "HELP")) {
      assertThat(allowed(line).holds(503)).isFalse();
    }
    exchange("DATA\r\n", 503);
    for (String line : List.of("NOOP", "VRFY alice", "HELP")) {
      assertThat(allowed(line).holds(503)).isTrue();
    }
    assertThat(allowed("MAIL FROM:<>").holds(503)).isTrue();
    exchange("RSET\r\n", 250);

    assertThat(allowed("MAIL FROM:<>").holds(503)).isFalse();
  }

  @Test
  void theClassOfTheWholeTextIsKnownAtTheLastChunk() {
    chunking();
    exchange("BDAT 9\r\nFrom: a\r\n", 250);
    assertThat(chunk("\r\n.\r\nQUIT\r\n", true).argument()).isEqualTo(Argument.CLEAN);
    assertThat(chunk("\r\na\n.\r\n", true).argument()).isEqualTo(Argument.TAINTED);
    exchange("BDAT 0 LAST\r\n", 250);

    assertThat(model.session().state()).isEqualTo(State.READY);
  }

  @Test
  void anEmptyChunkThatIsNotTheLastMayBeRefused() {
    chunking();
    assertThat(allowed(chunk("", false)).holds(551)).isTrue();
    assertThat(allowed(chunk("", false)).holds(354)).isFalse();
  }

  @Test
  void behindACommandThatIsRefusedBetweenChunksTheStateIsIndeterminate() {
    chunking();
    exchange("BDAT 11\r\nFrom: a\r\n\r\n", 250);
    exchange("EHLO client.test\r\n", 503);

    assertThat(allowed(chunk("x", true)).holds(503)).isTrue();
  }

  @Test
  void whereNoChunksAreOfferedNobodyKnowsHowToReadOne() {
    reach(State.ADDRESSED);
    exchange("BDAT 6 LAST\r\n", 500);

    assertThat(model.isLost()).isTrue();
  }

  /** Postfix refuses both, as if chunks were offered: RFC 3030 section 2. */
  @Test
  void dataBehindAnEmptyChunkThatWasNotOfferedMayBeRefused() {
    reach(State.ADDRESSED);
    assertThat(allowed("DATA").holds(503)).isFalse();
    exchange("BDAT 0\r\n", 551);

    assertThat(allowed("DATA").holds(503)).isTrue();
    assertThat(model.isLost()).isFalse();
  }

  @Test
  void behindTheHandshakeNothingIsLeftOfTheSession() {
    offering("STARTTLS");
    exchange("MAIL FROM:<sender@client.test>\r\n", 250);
    model.feed("STARTTLS\r\nNOOP\r\n");
    model.take(model.next().orElseThrow(), reply(220));
    model.secured();

    assertThat(model.next()).isEmpty();
    assertThat(model.session().state()).isEqualTo(State.GREETED);
    assertThat(allowed("RCPT TO:<alice@mta.test>").holds(250)).isFalse();
    assertThat(allowed("STARTTLS").holds(220)).isFalse();
  }

  @Test
  void whoIsAuthenticatedCannotBeAgain() {
    offering("AUTH PLAIN");
    exchange("AUTH PLAIN\r\n", 334);
    assertThat(model.session().state()).isEqualTo(State.ASKED);
    exchange("AGFsaWNlAHJhYmJpdC1ob2xl\r\n", 235);

    assertThat(model.session().authenticated()).isTrue();
    assertThat(allowed("AUTH PLAIN").holds(503)).isTrue();
    assertThat(allowed("AUTH PLAIN").holds(334)).isFalse();
  }

  @Test
  void aCancelledExchangeIsOver() {
    offering("AUTH PLAIN");
    exchange("AUTH PLAIN\r\n", 334);
    model.feed("*\r\n");
    Command cancel = model.next().orElseThrow();
    assertThat(model.allowed(cancel).holds(334)).isFalse();
    model.take(cancel, reply(501));
    model.feed("NOOP\r\n");

    assertThat(model.next()).map(Command::verb).contains(Verb.NOOP);
  }

  @Test
  void authInATransactionIsRefused() {
    offering("AUTH PLAIN");
    exchange("MAIL FROM:<sender@client.test>\r\n", 250);

    assertThat(allowed("AUTH PLAIN").holds(334)).isFalse();
  }

  @Test
  void theSessionIsOverAfterQuit() {
    reach(State.READY);
    exchange("QUIT\r\n", 221);
    model.feed("NOOP\r\n");

    assertThat(model.next()).isEmpty();
  }

  private void offering(String keyword) {
    model.take(model.next().orElseThrow(), reply(220));
    model.feed("EHLO client.test\r\n");
    model.take(model.next().orElseThrow(), reply("250-a\r\n250 " + keyword + "\r\n"));
  }

  private void chunking() {
    offering("CHUNKING");
    exchange("MAIL FROM:<sender@client.test>\r\n", 250);
    exchange("RCPT TO:<alice@mta.test>\r\n", 250);
  }

  /** The chunk as the model reads it now; it is not taken. */
  private Command chunk(String content, boolean last) {
    model.feed(Chunk.written(content, last));
    return model.next().orElseThrow();
  }

  private Allowed allowed(Command command) {
    return model.allowed(command);
  }

  private Allowed allowed(String line) {
    return model.allowed(Command.of(line, TERMS));
  }

  private void reach(State state) {
    model.take(model.next().orElseThrow(), reply(220));
    exchange("HELO client.test\r\n", 250);
    if (state.inTransaction()) {
      exchange("MAIL FROM:<sender@client.test>\r\n", 250);
    }
    if (state == State.ADDRESSED) {
      exchange("RCPT TO:<alice@mta.test>\r\n", 250);
    }
    assertThat(model.session().state()).isEqualTo(state);
  }

  private void exchange(String octets, int code) {
    model.feed(octets);
    model.take(model.next().orElseThrow(), reply(code));
  }

  static Reply reply(int code) {
    return reply(code + " x\r\n");
  }

  private static Reply reply(String written) {
    var reader = new ReplyReader();
    byte[] octets = written.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    reader.feed(octets, octets.length);
    return reader.poll().orElseThrow();
  }
}
