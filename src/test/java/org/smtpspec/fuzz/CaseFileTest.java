package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.smtpspec.wire.Octets;

class CaseFileTest {
  @Test
  void equalLinesInARowAreOneLineOfTheFile() {
    assertThat(file("..x", 900))
        .contains("\nR: ${repeat 900 ..x\\r\\n}\n")
        .doesNotContain("C: ..x");
  }

  @Test
  void aFewEqualLinesAreWrittenOut() {
    assertThat(file("..x", 2)).contains("\nC: ..x\n+C: ..x\n");
  }

  @Test
  void linesThatHoldAFactAreWrittenOut() {
    assertThat(file("alice@mta.test", 5)).contains("\nC: ${mailbox}\n+C: ${mailbox}\n");
  }

  @Test
  void aChunkIsWrittenWithTheSizeThatItsTokenGivesIt() {
    String content = "Subject: " + Stamp.PLACE + "\r\n\r\n}\r\n";
    var move = new Move(Octets.of(Chunk.written(content, true)), false);

    assertThat(file(List.of(move)))
        .contains(
            "\nR: BDAT ${size Subject: ${token}\\r\\n\\r\\n\\x7D\\r\\n} LAST\\r\\n"
                + "Subject: ${token}\\r\\n\\r\\n\\x7D\\r\\n\n");
  }

  @Test
  void aChunkWithoutATokenHasItsSize() {
    var move = new Move(Octets.of(Chunk.written("NOOP\r\n", false)), false);

    assertThat(file(List.of(move))).contains("\nR: BDAT 6\\r\\nNOOP\\r\\n\n");
  }

  @Test
  void eachConnectionHasItsNumberAndReadsItsGreetingFirst() {
    List<Move> moves = List.of(Move.line("NOOP").on(2), Move.line("NOOP"));
    var exchanges =
        List.of(
            new Exchange(State.OPENING, Command.CONNECT, 0, 220),
            new Exchange(State.OPENING, Command.CONNECT, 0, 220, 2),
            new Exchange(State.GREETED, Command.end(""), 0, 250, 2));

    assertThat(file(moves, exchanges))
        .contains("\nS! 220\nS2! 220\nC2: NOOP\nS2! 250\nC: NOOP\nS: 5xx within 10s\n");
  }

  private static String file(String line, int times) {
    List<Move> moves =
        Stream.concat(
                Stream.of(Move.line(line)),
                IntStream.range(1, times).mapToObj(i -> Move.line(line).behind()))
            .toList();
    return file(moves);
  }

  private static String file(List<Move> moves) {
    return file(moves, List.of());
  }

  private static String file(List<Move> moves, List<Exchange> exchanges) {
    var breach =
        new Breach(Rule.ONE_REPLY, State.GREETED, Verb.UNKNOWN, Argument.NONE, "silence", "5xx");
    var finding = new Finding(breach, new Sequence(moves), 0, 5, 5, 1);
    var played = new Played(exchanges, Optional.of(breach), false, true, 0, "");
    return new CaseFile(Map.of("mailbox", "alice@mta.test")).text(finding, played, List.of());
  }
}
