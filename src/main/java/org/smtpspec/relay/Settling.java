package org.smtpspec.relay;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.smtpspec.dialogue.Fence;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.target.Target;

/**
 * Waits until the mail of all probes is where it goes. After the last probe one fence goes to each
 * place: to the sink, by the way of a client that may relay, and to a mailbox. As the deliveries of
 * a server overtake each other, and a notice is written only when a delivery has failed, one fence
 * proves little: when all have arrived the next are sent, until what has become of no probe is
 * still open, or {@value #QUIET} rounds in a row, each of at least a second, have brought nothing
 * new; after {@value #MOST} rounds it is given up. What has not arrived then has not been sent.
 */
final class Settling {
  private static final int QUIET = 2;
  private static final int MOST = 12;
  private static final Duration ROUND = Duration.ofMillis(1200);
  private static final Duration LOOK = Duration.ofMillis(60);

  private final Target target;
  private final String stem;
  private final Duration limit;
  private int fences;

  /**
   * Of {@code target}.
   *
   * @param limit how long a fence may take
   */
  Settling(Target target, String stem, Duration limit) {
    this.target = target;
    this.stem = stem;
    this.limit = limit;
  }

  /**
   * What has settled.
   *
   * @param fences how many later messages arrived
   * @param failure why nothing is proved by them, if so
   */
  record Settled(Arrivals arrivals, int fences, Optional<String> failure) {}

  /**
   * Waits.
   *
   * @param open tells of how many probes it is not known what became
   */
  Settled await(ToIntFunction<Arrivals> open) throws InterruptedException {
    Arrivals arrivals = Arrivals.none();
    int arrived = 0;
    int quiet = 0;
    int left = Integer.MAX_VALUE;
    try {
      for (int round = 0; round < MOST && quiet < QUIET; round++) {
        long begun = System.nanoTime();
        arrived += fences();
        arrivals = Arrivals.of(target, stem);
        int now = open.applyAsInt(arrivals);
        if (now == 0) {
          break;
        }
        quiet = now == left ? quiet + 1 : 0;
        left = now;
        Thread.sleep(Math.max(1, ROUND.toMillis() - (System.nanoTime() - begun) / 1_000_000));
      }
      return new Settled(arrivals, arrived, Optional.empty());
    } catch (IOException e) {
      return new Settled(read(arrivals), arrived, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private Arrivals read(Arrivals before) {
    try {
      return Arrivals.of(target, stem);
    } catch (IOException e) {
      return before;
    }
  }

  /** Sends one to each place, and waits for all. */
  private int fences() throws IOException, InterruptedException {
    List<Place> places = new ArrayList<>();
    if (target.nextHop().isPresent()) {
      NextHop hop = target.nextHop().get();
      String word = word();
      places.add(
          new Place(
              Fence.send(hop.server(), word + "@elsewhere.test", word, limit),
              () -> hop.holding(word).stream().anyMatch(Passage::taken)));
    }
    List<String> mailboxes = Arrivals.mailboxes(target);
    if (target.inbox().isPresent() && !mailboxes.isEmpty()) {
      InetSocketAddress server = target.address("inside").orElse(target.address());
      Fence fence = Fence.send(server, mailboxes.get(0), word(), limit);
      places.add(
          new Place(
              fence, () -> !target.inbox().get().holding(fence.address(), fence.word()).isEmpty()));
    }
    for (Place place : places) {
      place.await(limit);
    }
    return places.size();
  }

  private String word() {
    return "f" + stem.substring(1) + fences++;
  }

  /** Whether something is there. */
  private interface Look {
    boolean sees() throws IOException;
  }

  private record Place(Fence fence, Look look) {
    void await(Duration limit) throws IOException, InterruptedException {
      long deadline = System.nanoTime() + limit.toNanos();
      while (!look.sees()) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "a later message to %s did not arrive within %d s"
                  .formatted(fence.address(), limit.toSeconds()));
        }
        Thread.sleep(LOOK.toMillis());
      }
    }
  }
}
