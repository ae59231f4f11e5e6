package org.smtpspec.sink;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.smtpspec.sink.Session.Kind;

class RecordsTest {
  private final Records records = new Records();

  @Test
  void theOldestSessionsAreDroppedWhenThereAreTooMany() {
    for (int i = 0; i <= Records.MOST_SESSIONS; i++) {
      records.add(records.begin("h", "c"), Kind.COMMAND, "t" + i + ".");
    }

    assertThat(records.holding("t0.")).isEmpty();
    assertThat(records.holding("t1.")).hasSize(1);
    assertThat(records.holding("t" + Records.MOST_SESSIONS + ".")).hasSize(1);
  }

  @Test
  void theOldestSessionsAreDroppedWhenTheyHoldTooMuch() {
    String megabytes = "x".repeat(20 << 20);
    for (int i = 0; i < 4; i++) {
      records.add(records.begin("h", "c"), Kind.TEXT, "t" + i + megabytes);
    }

    assertThat(records.holding("t0")).isEmpty();
    assertThat(records.holding("t1")).hasSize(1);
  }

  @Test
  void aSessionKeepsNoMoreThanItMay() {
    Recording recording = records.begin("h", "c");
    records.add(recording, Kind.TEXT, "x".repeat(Recording.MOST));
    records.add(recording, Kind.TEXT, "t");

    records.add(recording, Kind.TEXT, "late");

    assertThat(records.holding("late")).isEmpty();
    assertThat(recording.size()).isLessThan(Recording.MOST + 1000);
  }
}
