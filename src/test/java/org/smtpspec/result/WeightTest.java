package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeightTest {
  @ParameterizedTest
  @CsvSource({
    "VIOLATES,       MUST,   false, FAILS,     FAILS",
    "VIOLATES,       MUST,   true,  SILENT,    SILENT",
    "VIOLATES,       SHOULD, false, WARNS,     FAILS",
    "VIOLATES,       SHOULD, true,  SILENT,    SILENT",
    "VIOLATES,       MAY,    false, SILENT,    SILENT",
    "TOLERATED,      MUST,   false, SILENT,    FAILS",
    "TOLERATED,      SHOULD, false, SILENT,    FAILS",
    "TOLERATED,      MAY,    false, SILENT,    SILENT",
    "INCONCLUSIVE,   MUST,   false, UNDECIDED, UNDECIDED",
    "INCONCLUSIVE,   MAY,    false, UNDECIDED, UNDECIDED",
    "INCONCLUSIVE,   MUST,   true,  SILENT,    SILENT",
    "NOT_APPLICABLE, MUST,   false, SILENT,    SILENT",
    "CONFORMS,       MUST,   false, SILENT,    SILENT",
  })
  void aVerdictWeighs(Outcome outcome, Level level, boolean known, Weight usual, Weight strict) {
    assertThat(Weight.of(outcome, level, known, false)).isEqualTo(usual);
    assertThat(Weight.of(outcome, level, known, true)).isEqualTo(strict);
  }
}
