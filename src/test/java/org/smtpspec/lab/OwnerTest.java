package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnerTest {
  private static final Owner SELF = Owner.self();

  @Test
  void labelIsReadBack() {
    assertThat(Owner.parse(SELF.label())).hasValue(SELF);
    assertThat(Owner.parse("anything")).isEmpty();
  }

  @Test
  void thisProcessRuns() {
    assertThat(SELF.mayRun()).isTrue();
  }

  @Test
  void processOfTheSameIdThatBeganAtAnotherTimeIsAnother() {
    assertThat(new Owner(SELF.host(), SELF.pid(), SELF.started() - 60_000).mayRun()).isFalse();
  }

  @Test
  void processThatHasEndedDoesNotRun() throws Exception {
    Process process = new ProcessBuilder("true").start();
    process.waitFor();

    assertThat(new Owner(SELF.host(), process.pid(), System.currentTimeMillis()).mayRun())
        .isFalse();
  }

  @Test
  void nobodyCanTellOfAnotherMachine() {
    assertThat(new Owner("elsewhere", 1, 1).mayRun()).isTrue();
  }

  @Test
  void onlyWhatAnEndedProcessMadeIsLeft() {
    String ended = new Owner(SELF.host(), SELF.pid(), 1).label();

    assertThat(Remains.isLeft(Map.of(Labels.PROCESS, ended))).isTrue();
    assertThat(Remains.isLeft(Map.of(Labels.PROCESS, SELF.label()))).isFalse();
    assertThat(Remains.isLeft(Map.of(Labels.RUN, "x"))).isFalse();
  }

  @Test
  void imageThatNoRecipeMakesIsOutdated() {
    assertThat(
            Labs.outdated(
                Set.of("smtpspec/postfix:debian12-1", "smtpspec/postfix:debian12-2"),
                Set.of("smtpspec/postfix:debian12-2", "smtpspec/lab:3")))
        .containsExactly("smtpspec/postfix:debian12-1");
  }
}
