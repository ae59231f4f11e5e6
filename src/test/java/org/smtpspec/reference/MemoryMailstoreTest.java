package org.smtpspec.reference;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.wire.Octets;

class MemoryMailstoreTest {
  @TempDir private Path folder;

  @Test
  void aDraftIsSeenWhenItIsPublished() throws IOException {
    var store = new MemoryMailstore(folder);

    Mailstore.Draft draft = store.draft("Alice", "one".getBytes(US_ASCII));
    assertThat(store.holding("alice@mta.test", "one")).isEmpty();
    draft.publish();

    assertThat(store.holding("alice@mta.test", "one")).containsExactly(Octets.of("one"));
    assertThat(store.holding("alice@mta.test", "two")).isEmpty();
    assertThat(store.holding("bob@mta.test", "one")).isEmpty();
  }

  @Test
  void whatIsTakenIsGone() throws IOException {
    var store = new MemoryMailstore(folder);
    store.draft("alice", "one".getBytes(US_ASCII)).publish();

    assertThat(store.take("alice@mta.test").orElseThrow()).containsExactly(Octets.of("one"));
    assertThat(store.take("alice@mta.test").orElseThrow()).isEmpty();
    assertThat(store.holding("alice@mta.test", "one")).isEmpty();
  }

  @Test
  void whatMemoryDoesNotHoldIsInFilesAndFoundAllTheSame() throws IOException {
    var store = new MemoryMailstore(folder);
    byte[] half = new byte[(int) (MemoryMailstore.MOST / 2)];
    store.draft("alice", half).publish();
    store.draft("alice", half).publish();
    assertThat(folder.resolve("alice")).doesNotExist();

    store.draft("alice", "one".getBytes(US_ASCII)).publish();

    assertThat(folder.resolve("alice/new").toFile().list()).hasSize(1);
    assertThat(store.holding("alice@mta.test", "one")).containsExactly(Octets.of("one"));
    assertThat(store.take("alice@mta.test").orElseThrow()).hasSize(3);
    assertThat(folder.resolve("alice/new").toFile().list()).isEmpty();
  }

  @Test
  void memoryHasRoomAgainWhenItsMailWasTaken() throws IOException {
    var store = new MemoryMailstore(folder);
    store.draft("alice", new byte[(int) MemoryMailstore.MOST]).publish();
    store.take("alice@mta.test");

    store.draft("alice", "one".getBytes(US_ASCII)).publish();

    assertThat(folder.resolve("alice")).doesNotExist();
  }
}
