package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlayedTest {
  @Test
  void whoSays4yzToAllPutsUsOff() {
    assertThat(answered("MAIL FROM:<>", 451, 451, 451).isPutOff()).isTrue();
    assertThat(answered("MAIL FROM:<>", 451, 451, 250, 451).isPutOff()).isFalse();
  }

  @Test
  void whoHasEnoughRecipientsDoesNot() {
    assertThat(answered("RCPT TO:<alice@mta.test>", 250, 452, 452, 452).isPutOff()).isFalse();
    assertThat(answered("RCPT TO:<alice@mta.test>", 450, 450, 450).isPutOff()).isTrue();
  }

  @Test
  void anAuthInAPlayThatBrokeOffMayHaveSucceeded() {
    var terms = new Terms(List.of(), "", "", "mta.test");
    String auth = "AUTH PLAIN AAAA";
    List<Exchange> seen =
        List.of(
            new Exchange(State.READY, Command.of("NOOP", terms), 0, 250),
            new Exchange(State.READY, Command.of(auth, terms), 1, 235),
            new Exchange(State.READY, Command.of("RSET", terms), 1, 250));
    String written = "NOOP\r\n" + auth + "\r\nRSET\r\nDATA\r\nmail\r\n.\r\n";

    assertThat(new Played(seen, Optional.empty(), false, true, 0, written).authenticated())
        .isEqualTo("RSET\r\n");
    assertThat(
            new Played(seen.subList(0, 1), Optional.empty(), false, false, 0, written)
                .authenticated())
        .contains("mail")
        .doesNotContain("NOOP");
  }

  @Test
  void mailOfAClientThatLoggedInMayComeOutElsewhere() {
    var terms = new Terms(List.of(), "", "", "mta.test");
    List<Exchange> seen =
        List.of(
            new Exchange(State.READY, Command.of("AUTH PLAIN AAAA", terms), 0, 235),
            new Exchange(State.TEXT, Command.end("word\r\n.\r\n"), 1, 250));
    String written = "AUTH PLAIN AAAA\r\nword\r\n.\r\n";
    var known = new Played(seen, Optional.empty(), false, true, 0, written);
    var stranger = new Played(seen.subList(1, 2), Optional.empty(), false, true, 0, written);

    assertThat(known.isBehind(Set.of("word"))).isFalse();
    assertThat(stranger.isBehind(Set.of("word"))).isTrue();
    assertThat(stranger.isBehind(Set.of("other"))).isFalse();
  }

  private static Played answered(String line, Integer... codes) {
    var terms = new Terms(List.of("alice@mta.test"), "", "", "mta.test");
    List<Exchange> exchanges =
        Stream.of(codes)
            .map(code -> new Exchange(State.READY, Command.of(line, terms), 0, code))
            .toList();
    return new Played(exchanges, Optional.empty(), false, true, 0, "");
  }
}
