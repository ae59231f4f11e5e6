package org.smtpspec.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.dialogue.Player;
import org.smtpspec.target.Target;

/**
 * Sends all probes to one server: those that can share a session one after another, and several
 * sessions at once. A probe that the server puts off is sent once more when all others are through
 * and some seconds have passed.
 */
final class Probing {
  private static final int SESSIONS = 8;
  private static final int IN_A_SESSION = 12;

  /** After so many probes in a row that no answer came to, the rest is not tried. */
  private static final int PATIENCE = 24;

  private final Target target;
  private final Words words;
  private final Limits limits;
  private final Duration again;
  private final Runnable done;
  private final AtomicInteger unanswered = new AtomicInteger();
  private final Map<Probe, Reception> receptions =
      Collections.synchronizedMap(new LinkedHashMap<>());

  /**
   * Probing of {@code target}.
   *
   * @param again how long a probe that was put off waits
   * @param done is run for each probe that was sent
   */
  Probing(Target target, Words words, Limits limits, Duration again, Runnable done) {
    this.target = target;
    this.words = words;
    this.limits = limits;
    this.again = again;
    this.done = done;
  }

  /** Sends {@code probes}; tells what the server said to each. */
  Map<Probe, Reception> send(List<Probe> probes) throws InterruptedException {
    together(probes, done);
    List<Probe> deferred =
        probes.stream()
            .filter(probe -> receptions.get(probe).kind() == Reception.Kind.DEFERRED)
            .toList();
    if (!deferred.isEmpty()) {
      Thread.sleep(again.toMillis());
      together(deferred, () -> {});
    }
    return receptions;
  }

  private void together(List<Probe> probes, Runnable each) throws InterruptedException {
    boolean paced = !target.pace().isZero();
    ExecutorService pool = Executors.newFixedThreadPool(paced ? 1 : SESSIONS);
    try {
      var futures = new ArrayList<Future<?>>();
      for (List<Probe> some : sessions(probes)) {
        futures.add(pool.submit(() -> session(some, each)));
      }
      for (Future<?> future : futures) {
        future.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a probe broke off: " + e.getCause(), e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  /** The probes that a session takes, each from one vantage point and with one greeting. */
  private static List<List<Probe>> sessions(List<Probe> probes) {
    var byKind = new LinkedHashMap<String, List<Probe>>();
    for (Probe probe : probes) {
      String kind = probe.cell().vantage() + greeting(probe.cell().manner());
      byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(probe);
    }
    var sessions = new ArrayList<List<Probe>>();
    for (List<Probe> all : byKind.values()) {
      for (int i = 0; i < all.size(); i += IN_A_SESSION) {
        sessions.add(all.subList(i, Math.min(all.size(), i + IN_A_SESSION)));
      }
    }
    return sessions;
  }

  /** The manner of the session as a whole, in which probes of several manners have place. */
  private static Manner greeting(Manner manner) {
    return switch (manner) {
      case AFTER_RSET, MIXED, PIPELINED -> Manner.EHLO;
      default -> manner;
    };
  }

  private void session(List<Probe> probes, Runnable each) {
    Cell first = probes.get(0).cell();
    var server = target.address(first.vantage());
    if (server.isEmpty()) {
      for (Probe probe : probes) {
        receptions.put(
            probe, Reception.absent("the target has no vantage point '" + first.vantage() + "'"));
        each.run();
      }
      return;
    }
    var player = new Player(server.get(), target.inbox(), limits);
    String second = target.facts().getOrDefault("mailbox2", "postmaster@" + words.domain());
    Manner manner = greeting(first.manner());
    try (var talks = new Talks(() -> new Talk(player, manner, words, second))) {
      for (Probe probe : probes) {
        receptions.put(probe, unanswered.get() < PATIENCE ? reception(talks, probe) : untried());
        each.run();
      }
    }
  }

  private Reception reception(Talks talks, Probe probe) {
    LockSupport.parkNanos(target.pace().toNanos());
    Reception reception = talks.probe(probe);
    if (reception.kind() == Reception.Kind.UNTRIED || reception.kind() == Reception.Kind.LOST) {
      unanswered.incrementAndGet();
    } else {
      unanswered.set(0);
    }
    return reception;
  }

  private static Reception untried() {
    return new Reception(
        Reception.Kind.UNTRIED,
        Stage.GREETING,
        0,
        "not tried: no answer came to %d probes in a row before".formatted(PATIENCE),
        List.of());
  }
}
