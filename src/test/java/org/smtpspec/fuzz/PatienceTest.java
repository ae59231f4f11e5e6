package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({"PT0S, PT0.0001S", "PT0.0007S, PT0.0007S", "PT3S, PT0.002S"})
  void haste(Duration slowest, Duration pause) {
    assertThat(Patience.hasty(LIMIT).pause(slowest)).isEqualTo(pause);
  }

  @Test
  void steadyPausesDoNotDependOnTheServer() {
    var patience = Patience.steady(LIMIT, Duration.ofMillis(25));

    assertThat(patience.pause(Duration.ZERO)).isEqualTo(Duration.ofMillis(25));
    assertThat(patience.pause(LIMIT)).isEqualTo(Duration.ofMillis(25));
  }
}
