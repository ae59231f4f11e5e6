package org.smtpspec.dialogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.peer.SmallMta;

@Timeout(60)
class FencesTest {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final String TO = "alice@mta.test";

  @Test
  void whoAskWhileOneIsSentShareTheNext() throws Exception {
    var begun = new CountDownLatch(1);
    var free = new CountDownLatch(1);
    var mta = new SmallMta();
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              begun.countDown();
              await(free);
              mta.with(client);
            })) {
      var fences = new Fences();
      FutureTask<Fence> first = ask(fences, peer, "f0");
      begun.await();
      var others = new ArrayList<FutureTask<Fence>>();
      for (int i = 1; i <= 7; i++) {
        others.add(ask(fences, peer, "f" + i));
      }
      free.countDown();

      var shared = new HashSet<Fence>();
      for (FutureTask<Fence> other : others) {
        shared.add(other.get());
      }
      assertThat(shared).hasSize(1).doesNotContain(first.get());
      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void whoAsksLaterGetsALaterOne() throws Exception {
    try (var peer = ScriptedPeer.serving(new SmallMta())) {
      var fences = new Fences();

      assertThat(fences.later(peer.address(), TO, TO, "f1", LIMIT).word()).isEqualTo("f1");
      assertThat(fences.later(peer.address(), TO, TO, "f2", LIMIT).word()).isEqualTo("f2");
    }
  }

  @Test
  void oneForAnotherMailboxProvesNothing() throws Exception {
    try (var peer = ScriptedPeer.serving(new SmallMta())) {
      var fences = new Fences();
      fences.later(peer.address(), TO, TO, "f1", LIMIT);
      fences.later(peer.address(), "bob@mta.test", "bob@mta.test", "f2", LIMIT);

      assertThat(peer.connections()).isEqualTo(2);
    }
  }

  @Test
  void oneThatCannotBeSentIsToldToWhoAsked() {
    var fences = new Fences();

    assertThatThrownBy(() -> fences.later(ScriptedPeer.nobody(), TO, TO, "f1", LIMIT))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("the fence could not be sent: refused");
  }

  /** Asks in a thread of its own, and returns when that is in the middle of it. */
  private static FutureTask<Fence> ask(Fences fences, ScriptedPeer peer, String word)
      throws InterruptedException {
    var asked = new FutureTask<>(() -> fences.later(peer.address(), TO, TO, word, LIMIT));
    var thread = new Thread(asked);
    thread.setDaemon(true);
    thread.start();
    // The first waits for the server, the others for the first.
    Set<Thread.State> early =
        word.equals("f0")
            ? EnumSet.of(Thread.State.NEW)
            : EnumSet.of(Thread.State.NEW, Thread.State.RUNNABLE);
    while (early.contains(thread.getState())) {
      Thread.sleep(1);
    }
    return asked;
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
