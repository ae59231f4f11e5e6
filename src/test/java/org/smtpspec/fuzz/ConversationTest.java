package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.peer.PeerSide;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.wire.Handshake;
import org.smtpspec.wire.Octets;

class ConversationTest {
  private static final Terms TERMS = new Terms(List.of("alice@mta.test"), "", "", "mta.test");

  @Test
  void aServerThatAnswersAsItShouldBreaksNothing() {
    var lines = Stream.of("HELO client.test", "NOOP", "QUIT").map(Move::line).toList();
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              for (String answer : List.of("250 b", "250 c", "221 d")) {
                client.hear();
                client.say(answer);
              }
            })) {
      Played played = play(new Sequence(lines), peer);

      assertThat(played.breach()).isEmpty();
    }
  }

  @Test
  void aServerThatStaysBehind221BreaksTheRuleToClose() {
    assertThat(breach("220 a", List.of("221 d"), "QUIT")).map(Breach::rule).contains(Rule.CLOSES);
  }

  @Test
  void silenceBreaksOneReply() {
    assertThat(breach("220 a", List.of("250 b", ""), "HELO client.test", "NOOP"))
        .hasValueSatisfying(
            breach -> {
              assertThat(breach.rule()).isEqualTo(Rule.ONE_REPLY);
              assertThat(breach.got()).isEqualTo("silence");
            });
  }

  @Test
  void aReplyTooManyIsSeenAtQuit() {
    assertThat(
            breach(
                "220 a",
                List.of("250 b", "250 c\r\n250 d", "221 e"),
                "HELO client.test",
                "NOOP",
                "QUIT"))
        .map(Breach::rule)
        .contains(Rule.ONE_REPLY);
  }

  @Test
  void aReplyWithoutCodeIsIllFormed() {
    assertThat(breach("220 a", List.of("hello"), "HELO client.test"))
        .map(Breach::rule)
        .contains(Rule.WELL_FORMED);
  }

  @Test
  void hangingUpAfter421IsAllowed() {
    assertThat(breach("220 a", List.of("421 b"), "NOOP", "NOOP")).isEmpty();
  }

  @Test
  void aServerThatTurnsUsAwayIsThrottling() {
    Played played = play("554 no", List.of(), "HELO client.test");

    assertThat(played.throttled()).isTrue();
    assertThat(played.breach()).isEmpty();
  }

  @Test
  void floodsAndNulsEndTheTalkWithoutHarm() {
    Played played = play("220 a", List.of("250-" + "\0x".repeat(600_000)), "EHLO client.test");

    assertThat(played.breach()).isPresent();
  }

  @Test
  void aGroupThatWeMayNotSendMayBeRefused() {
    var sequence =
        new Sequence(
            List.of(Move.line("HELO client.test"), Move.line("NOOP"), Move.line("NOOP").behind()));
    try (var peer = ScriptedPeer.answering("220 a", "250 b", "554 synchronization error")) {
      Played played = play(sequence, peer);

      assertThat(played.breach()).isEmpty();
      assertThat(played.certain()).isFalse();
    }
  }

  @Test
  void aLookAlikeThatEndsTheTextIsNamed() {
    Sequence sequence = withLookAlike("RSET");
    String[] split = {"250 b", "250 c", "250 d", "354 e", "250 f\r\n250 g\r\n500 h"};
    try (var peer = ScriptedPeer.answering("220 a", split)) {
      Played played = play(sequence, peer);

      assertThat(played.breach())
          .hasValueSatisfying(
              breach -> {
                assertThat(breach.rule()).isEqualTo(Rule.END_OF_DATA);
                assertThat(breach.got()).isEqualTo("extra reply behind \\n.\\r\\n");
              });
    }
  }

  @Test
  void aTextWithLoneLineEndsThatIsReadAsOneBreaksNothing() {
    Sequence sequence = withLookAlike("NOOP");
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              takeUpToText(client);
              for (int lines = 0; lines < 4; lines++) {
                client.hear();
              }
              client.say("250 f");
              for (int i = 0; i < 4; i++) {
                client.hear();
                client.say("250 g");
              }
              client.hearOut();
            })) {
      Played played = play(sequence, peer);

      assertThat(played.breach()).isEmpty();
      assertThat(played.codes()).containsExactly(220, 250, 250, 250, 354, 250, 250);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\r\r\n.\r\r\nNOO", ".\nNOO"})
  void aReplyInTheMiddleOfATextIsOneToAnEndThatIsNone(String text) {
    Sequence sequence = withText(new Move(Octets.of(text), false), Move.line("P"));
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              takeUpToText(client);
              client.hear();
              client.say("250 f");
              client.hearOut();
            })) {
      Played played =
          Conversation.play(
              sequence,
              peer.address(),
              TERMS,
              Patience.steady(Duration.ofSeconds(3), Duration.ofMillis(900)),
              Habits.none());

      assertThat(played.breach())
          .hasValueSatisfying(
              breach -> {
                assertThat(breach.rule()).isEqualTo(Rule.END_OF_DATA);
                assertThat(breach.state()).isEqualTo(State.TEXT);
              });
    }
  }

  @Test
  void whoeverSaysGoodbyeToResetHasReadTheTextAsCommands() {
    Sequence sequence = withText(new Move(Octets.of("a\n.\r\nQUIT\r\n.\r\n"), false));
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              takeUpToText(client);
              for (int lines = 0; lines < 4; lines++) {
                client.hear();
              }
              client.say("250 f");
              client.say("221 g");
              client.hearOut();
            })) {
      assertThat(play(sequence, peer).breach()).map(Breach::rule).contains(Rule.END_OF_DATA);
    }
  }

  @Test
  void aLongReplyLineIsLessThanAnIllFormedOne() {
    String shown = "x".repeat(600);

    Optional<Breach> longer = breach("220 a", List.of("250 " + shown), "HELO client.test");
    Optional<Breach> both = breach("220 a", List.of("250 \0" + shown), "HELO client.test");

    assertThat(longer).map(Breach::rule).contains(Rule.REPLY_LENGTH);
    assertThat(both).map(Breach::rule).contains(Rule.WELL_FORMED);
    assertThat(Rule.REPLY_LENGTH.level()).isEqualTo("SHOULD");
  }

  @Test
  void whoeverBearsNoBlanksBeforeTheEndOfALineBreaksNoMust() {
    Optional<Breach> quit = breach("220 a", List.of("500 b"), "QUIT ");
    Optional<Breach> early = breach("220 a", List.of("503 b"), "RSET ");
    Optional<Breach> plain = breach("220 a", List.of("500 b"), "QUIT");

    assertThat(quit).map(Breach::rule).contains(Rule.TRAILING_BLANKS);
    assertThat(early).map(Breach::rule).contains(Rule.ANY_TIME);
    assertThat(plain).map(Breach::rule).contains(Rule.REQUIRED);
    assertThat(Rule.TRAILING_BLANKS.level()).isEqualTo("SHOULD");
  }

  @Test
  void whateverALongLineBeginsWithToHangUpOnItIsOneFinding() {
    String tail = "x".repeat(600);

    Optional<Breach> reset = hungUpOn("RSET " + tail);
    Optional<Breach> query = hungUpOn("VRFY " + tail);

    assertThat(reset).map(Breach::rule).contains(Rule.NO_CLOSE);
    assertThat(query).map(Breach::key).isEqualTo(reset.map(Breach::key));
  }

  @Test
  void aServerThatMakesUsWaitIsLeftBeforeItIsSilent() {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              client.hear();
              Trial.rest(Duration.ofMillis(2100));
              client.say("250 b");
              client.hearOut();
            })) {
      var sequence = new Sequence(List.of(Move.line("HELO client.test"), Move.line("NOOP")));
      Played played =
          Conversation.play(
              sequence,
              peer.address(),
              TERMS,
              Patience.steady(Duration.ofMillis(2500), Duration.ZERO),
              Habits.none());

      assertThat(played.breach()).isEmpty();
      assertThat(played.throttled()).isTrue();
      assertThat(played.codes()).containsExactly(220, 250);
    }
  }

  /** 421 is what Sendmail says to a lone LF, 451 Haraka. */
  @ParameterizedTest
  @ValueSource(ints = {421, 451})
  void aTextMayBeRefusedWhileItIsWritten(int code) {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              takeUpToText(client);
              client.hear();
              client.say(code + " f");
            })) {
      Sequence sequence =
          withText(
              new Move(Octets.of("a\n.\nb\r\nc\r"), false), new Move(Octets.of("\n.\r\n"), false));
      Played played =
          Conversation.play(
              sequence,
              peer.address(),
              TERMS,
              Patience.steady(Duration.ofSeconds(3), Duration.ofMillis(900)),
              Habits.none());

      assertThat(played.breach()).isEmpty();
      assertThat(played.throttled()).isEqualTo(code == 421);
    }
  }

  @Test
  void aLineThatIsTooLongMayBeRefusedBeforeItsEnd() {
    assertThat(refusedInTheMiddle("x".repeat(600))).isEmpty();
    assertThat(refusedInTheMiddle("NOOP")).map(Breach::rule).contains(Rule.ONE_REPLY);
  }

  /** What a server breaks that says 521 when {@code piece} of a line has come. */
  private static Optional<Breach> refusedInTheMiddle(String piece) {
    var sequence = new Sequence(List.of(new Move(Octets.of(piece), false), Move.line("")));
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              Trial.rest(Duration.ofMillis(100));
              client.say("521 b");
              client.hearOut();
            })) {
      return Conversation.play(
              sequence,
              peer.address(),
              TERMS,
              Patience.steady(Duration.ofSeconds(3), Duration.ofMillis(900)),
              Habits.none())
          .breach();
    }
  }

  @Test
  void whatOneSessionHasBegunIsNothingToAnother() {
    var sequence =
        new Sequence(
            List.of(
                Move.line("HELO client.test"),
                Move.line("HELO client.test").on(2),
                Move.line("MAIL FROM:<>"),
                Move.line("RCPT TO:<alice@mta.test>").on(2)));
    var codes = Map.of("HELO", "250", "MAIL", "250", "RCPT", "250");
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              while (true) {
                client.say(codes.get(client.hear().substring(0, 4)) + " b");
              }
            })) {
      Played played = play(sequence, peer);

      assertThat(played.breach()).map(Breach::rule).contains(Rule.ORDER);
      assertThat(played.exchanges())
          .extracting(Exchange::connection)
          .containsExactly(1, 1, 2, 2, 1, 2);
    }
  }

  @Test
  void whoKeepsRepliesBackTillTheLineIsWholeIsWaitedForTwice() {
    Habits habits = suspect();
    Sequence sequence = withPartBehind();

    for (int silences = 0; silences < 2; silences++) {
      Played played = withheld(sequence, habits);
      assertThat(played.breach()).map(Breach::isSilence).contains(true);
    }
    Played known = withheld(sequence, habits);

    assertThat(known.breach()).isEmpty();
    assertThat(known.codes()).containsExactly(220, 250, 250, 250, 221);
  }

  @Test
  void aReplyThatIsKeptBackIsMissedAgainWhenItIsLookedAtClosely() {
    Habits habits = suspect();
    Sequence sequence = withPartBehind();

    for (int silences = 0; silences < 2; silences++) {
      withheld(sequence, habits);
    }

    assertThat(withheld(sequence, Habits.none()).breach()).map(Breach::isSilence).contains(true);
  }

  @Test
  void anOpenLineThatNeverEndsTellsNothingOfWhoKeepsRepliesBack() {
    Habits habits = suspect();
    List<Move> moves = withPartBehind().moves();
    var sequence = new Sequence(moves.subList(0, 3));

    for (int silences = 0; silences < 2; silences++) {
      withheld(sequence, habits);
    }
    Played known = withheld(sequence, habits);

    assertThat(known.breach()).isEmpty();
    assertThat(known.certain()).isFalse();
  }

  @Test
  void nobodyIsSuspectedUnheard() {
    try (var peer = ScriptedPeer.answering("220 a", "250-b\r\n250 PIPELINING", "250 c")) {
      Habits habits = Habits.of(peer.address(), TERMS, Duration.ofMillis(400));

      assertThat(habits.withinLine().asks()).isTrue();
      assertThat(habits.withinLine().asks()).isTrue();
    }
  }

  @Test
  void theCheaperHandshakeIsDoneWithWhoDoesItTwice() throws Exception {
    try (var peer = ScriptedPeer.serving(ConversationTest::serveUnderTls)) {
      Habits habits = Habits.of(peer.address(), TERMS, Duration.ofSeconds(5));

      assertThat(habits.handshake()).isEqualTo(Handshake.TLS_1_2);
    }
  }

  @Test
  void whoDoesNotDoTheCheaperHandshakeIsOfferedAny() {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              client.hear();
              client.say("250-b\r\n250 STARTTLS");
              client.hear();
              client.say("220 c\r\n220 no handshake");
              client.hearOut();
            })) {
      Habits habits = Habits.of(peer.address(), TERMS, Duration.ofSeconds(5));

      assertThat(habits.handshake()).isEqualTo(Handshake.ANY);
    }
  }

  private static void serveUnderTls(PeerSide client) throws IOException {
    client.say("220 a");
    client.hear();
    client.say("250-b\r\n250 STARTTLS");
    if (client.hear().equals("STARTTLS")) {
      client.say("220 c");
      client.tls();
      client.hear();
      client.say("221 d");
    }
  }

  @Test
  void whoKeepsSilentWithinALineIsSuspectedAndAskedByOneAtATime() {
    Habits habits = suspect();

    assertThat(habits.withinLine().asks()).isTrue();
    assertThat(habits.withinLine().asks()).isFalse();
    habits.withinLine().answered();
    assertThat(habits.withinLine().asks()).isTrue();
    assertThat(habits.withinText().asks()).isTrue();
    assertThat(habits.withinText().asks()).isTrue();
  }

  @Test
  void whoIsSilentTwiceIsWaitedForNoMoreThoughHeAnswersInBetween() {
    var withholding = new Withholding();

    for (int silences = 0; silences < 2; silences++) {
      assertThat(withholding.asks()).isTrue();
      withholding.silent();
      assertThat(withholding.asks()).isEqualTo(silences == 0);
      withholding.answered();
    }

    assertThat(withholding.asks()).isFalse();
  }

  /** A server that has answered nothing to a command with a part of the next behind it. */
  private static Habits suspect() {
    var terms = new Terms(List.of(), "", "", "mta.test");
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              client.hear();
              client.say("250-b\r\n250 PIPELINING");
              client.hearOut();
            })) {
      return Habits.of(peer.address(), terms, Duration.ofMillis(400));
    }
  }

  /** A command with a part of the next behind it, whose rest is a write of its own. */
  private static Sequence withPartBehind() {
    return new Sequence(
        List.of(
            Move.line("EHLO client.test"),
            Move.line("RSET"),
            new Move(Octets.of("NO"), true),
            new Move(Octets.of("OP\r\n"), false),
            Move.line("QUIT")));
  }

  /** Played on a server that answers RSET when it has the whole next line. */
  private static Played withheld(Sequence sequence, Habits habits) {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              client.hear();
              client.say("250-b\r\n250 PIPELINING");
              client.hear();
              client.hear();
              client.say("250 c\r\n250 d");
              client.hear();
              client.say("221 e");
            })) {
      return Conversation.play(
          sequence,
          peer.address(),
          TERMS,
          Patience.steady(Duration.ofMillis(400), Duration.ZERO),
          habits);
    }
  }

  @Test
  void aReplyBeforeTheEndOfAChunkIsEarly() {
    var sequence =
        new Sequence(
            List.of(
                Move.line("EHLO client.test"),
                new Move(Octets.of("BDAT 12\r\nNOOP\r\n"), false),
                Move.line("NOOP")));
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              client.hear();
              client.say("250-b\r\n250 CHUNKING");
              client.hear();
              client.say("503 c");
              client.hearOut();
            })) {
      Played played =
          Conversation.play(
              sequence,
              peer.address(),
              TERMS,
              Patience.steady(Duration.ofMillis(400), Duration.ofMillis(200)),
              Habits.none());

      assertThat(played.breach()).map(Breach::rule).contains(Rule.CHUNK_READ);
    }
  }

  private static Optional<Breach> breach(String greeting, List<String> answers, String... lines) {
    return play(greeting, answers, lines).breach();
  }

  /** What a server breaks that refuses {@code line} and closes. */
  private static Optional<Breach> hungUpOn(String line) {
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              client.say("220 a");
              client.hear();
              client.say("500 b");
            })) {
      return play(new Sequence(List.of(Move.line(line), Move.line("NOOP"))), peer).breach();
    }
  }

  private static Played play(String greeting, List<String> answers, String... lines) {
    var sequence = new Sequence(Stream.of(lines).map(Move::line).toList());
    try (var peer = ScriptedPeer.answering(greeting, answers.toArray(String[]::new))) {
      return play(sequence, peer);
    }
  }

  private static Played play(Sequence sequence, ScriptedPeer peer) {
    return Conversation.play(
        sequence,
        peer.address(),
        TERMS,
        Patience.steady(Duration.ofMillis(400), Duration.ZERO),
        Habits.none());
  }

  /** Greets a client, and takes what it says until its text begins. */
  private static void takeUpToText(PeerSide client) throws IOException {
    client.say("220 a");
    for (String answer : List.of("250 b", "250 c", "250 d", "354 e")) {
      client.hear();
      client.say(answer);
    }
  }

  /**
   * A message for a mailbox that exists, whose text and what stands behind it are {@code moves}.
   */
  private static Sequence withText(Move... moves) {
    Stream<Move> before =
        Stream.of("HELO client.test", "MAIL FROM:<>", "RCPT TO:<alice@mta.test>", "DATA")
            .map(Move::line);
    return new Sequence(Stream.concat(before, Stream.of(moves)).toList());
  }

  /** A message whose text holds LF, period, CRLF and a command, and {@code next} behind it. */
  private static Sequence withLookAlike(String next) {
    return withText(new Move(Octets.of("a\n.\r\nNOOP\r\n.\r\n"), false), Move.line(next));
  }
}
