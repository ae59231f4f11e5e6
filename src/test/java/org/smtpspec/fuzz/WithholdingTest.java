package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WithholdingTest {
  @Test
  void manyAskAtOnceUntilAServerIsSilentOnce() {
    var withholding = new Withholding();
    assertThat(withholding.asks()).isTrue();
    assertThat(withholding.asks()).isTrue();
    withholding.silent();
    assertThat(withholding.asks()).isTrue();
    assertThat(withholding.asks()).as("while another waits").isFalse();
  }

  @Test
  void anAnswerDoesNotMakeASilenceForgotten() {
    var withholding = new Withholding();
    withholding.silent();
    withholding.answered();
    assertThat(withholding.asks()).isTrue();
    assertThat(withholding.asks()).isFalse();
  }

  @Test
  void oneThatWasSuspectedForNothingIsAskedByAll() {
    var withholding = new Withholding();
    withholding.suspect();
    assertThat(withholding.asks()).isTrue();
    assertThat(withholding.asks()).isFalse();
    withholding.answered();
    assertThat(withholding.asks()).isTrue();
    assertThat(withholding.asks()).isTrue();
  }

  @Test
  void whatIsSilentTwiceIsNotWaitedForAgain() {
    var withholding = new Withholding();
    withholding.silent();
    withholding.silent();
    assertThat(withholding.asks()).isFalse();
  }
}
