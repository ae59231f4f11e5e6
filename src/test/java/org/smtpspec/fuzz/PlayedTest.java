package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
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

  private static Played answered(String line, Integer... codes) {
    var terms = new Terms(List.of("alice@mta.test"), "", "", "mta.test");
    List<Exchange> exchanges =
        Stream.of(codes)
            .map(code -> new Exchange(State.READY, Command.of(line, terms), 0, code))
            .toList();
    return new Played(exchanges, Optional.empty(), false, true, "");
  }
}
