package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.smtpspec.wire.Octets;

class ShrinkerTest {
  private static final Breach BREACH =
      new Breach(Rule.ORDER, State.READY, Verb.RCPT, Argument.ODD, "250", "4xx | 5xx");

  private static final Sequence LONG =
      sequence(
          "HELO client.test",
          "NOOP",
          "VRFY someone who is nowhere",
          "MAIL FROM:<x@y.test>",
          "RSET",
          "HELP",
          "RCPT TO:<abcdefgh!ijkl>",
          "NOOP again",
          "QUIT");

  @Test
  void onlyWhatIsNeededStays() {
    Finding finding = new Shrinker(ShrinkerTest::resetThenBang).shrink(BREACH, LONG, 7);

    assertThat(lines(finding.sequence())).containsExactly("RSET\\r\\n", "!");
    assertThat(finding.isFlaky()).isFalse();
    assertThat(finding.index()).isEqualTo(7);
  }

  @Test
  void whenTheTimeIsOverItIsNotPlayedAgainAndAgain() {
    var plays = new AtomicInteger();

    Finding finding =
        new Shrinker(
                sequence -> {
                  plays.incrementAndGet();
                  return Optional.of(BREACH);
                },
                System.nanoTime() - 1)
            .shrink(BREACH, LONG, 7);

    assertThat(plays).hasValueLessThan(4);
    assertThat(finding.isFlaky()).isFalse();
    assertThat(finding.sequence()).isEqualTo(LONG);
  }

  @Test
  void aPlainRecipientKeepsItsBrackets() {
    Sequence seen = sequence("NOOP", "RCPT TO:<alice@mta.test>", "VRFY someone!");

    Finding finding =
        new Shrinker(
                one ->
                    one.text().contains("RCPT TO:") && one.text().contains("!")
                        ? Optional.of(BREACH)
                        : Optional.empty())
            .shrink(BREACH, seen, 7);

    assertThat(lines(finding.sequence())).containsExactly("RCPT TO:<alice@mta.test>\\r\\n", "!");
  }

  @Test
  void whatShowsSometimesIsMarkedWithItsRate() {
    var plays = new AtomicInteger();

    Finding finding =
        new Shrinker(
                one -> plays.getAndIncrement() % 2 == 0 ? resetThenBang(one) : Optional.empty())
            .shrink(BREACH, LONG, 7);

    assertThat(finding.isFlaky()).isTrue();
    assertThat(finding.words()).contains("FLAKY: shown in");
  }

  @Test
  void whatNeverShowsAgainIsKeptAsItWas() {
    Finding finding = new Shrinker(one -> Optional.empty()).shrink(BREACH, LONG, 7);

    assertThat(finding.sequence()).isEqualTo(LONG);
    assertThat(finding.words()).contains("shown in 0 of 5 replays");
  }

  @Test
  void anotherFaultOnTheWayIsNotTakenForThisOne() {
    var other = new Breach(Rule.REQUIRED, State.READY, Verb.NOOP, Argument.NONE, "500", "250");

    Finding finding =
        new Shrinker(one -> resetThenBang(one).or(() -> Optional.of(other)))
            .shrink(BREACH, LONG, 7);

    assertThat(finding.breach().rule()).isEqualTo(Rule.ORDER);
  }

  @Test
  void playsAreBounded() {
    var plays = new AtomicInteger();
    Sequence huge =
        new Sequence(
            Stream.generate(() -> Move.line("NOOP " + "x".repeat(300))).limit(200).toList());

    new Shrinker(
            one -> {
              plays.incrementAndGet();
              return one.octets().length() > 40_000 ? Optional.of(BREACH) : Optional.empty();
            })
        .shrink(BREACH, huge, 0);

    assertThat(plays.get()).isLessThanOrEqualTo(410);
  }

  @Test
  void theSizeOfAChunkGoesWithItsOctets() {
    var chunk = new Move(Octets.of(Chunk.written("abcdef!ghij\r\n", true)), false);

    Finding finding =
        new Shrinker(
                one ->
                    Chunk.whole(one.text()).isPresent() && one.text().contains("!")
                        ? Optional.of(BREACH)
                        : Optional.empty())
            .shrink(BREACH, new Sequence(List.of(chunk)), 7);

    assertThat(finding.sequence().text()).isEqualTo("BDAT 1 LAST\r\n!");
  }

  /** The fault of a server that goes wrong on a bang after RSET. */
  private static Optional<Breach> resetThenBang(Sequence sequence) {
    String all = sequence.octets().text();
    int reset = all.indexOf("RSET\r\n");
    return reset >= 0 && all.indexOf('!', reset) > 0 ? Optional.of(BREACH) : Optional.empty();
  }

  private static Sequence sequence(String... lines) {
    return new Sequence(Stream.of(lines).map(Move::line).toList());
  }

  private static List<String> lines(Sequence sequence) {
    return sequence.moves().stream().map(move -> move.octets().escaped()).toList();
  }
}
