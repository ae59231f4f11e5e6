package org.smtpspec.dialogue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The fences of all plays on one server. Who asks while one is being sent waits for the next, which
 * is sent once for all who asked meanwhile: each gets a fence that was begun after it asked.
 * Thread-safe.
 */
public final class Fences {
  private final Map<Way, Last> lasts = new ConcurrentHashMap<>();

  /** Where a fence goes in and where it comes out. */
  private record Way(InetSocketAddress server, String to) {}

  /**
   * A fence that is begun after this call.
   *
   * @param server where a client talks to the server to have it taken
   * @param to the mailbox or domain at which it is looked for
   * @param address whom it is sent to if it has to be sent now
   * @param word by which it is known then
   * @param limit how long a reply may take
   * @throws IOException when it could not be sent
   */
  Fence later(InetSocketAddress server, String to, String address, String word, Duration limit)
      throws IOException {
    long asked = System.nanoTime();
    Last last = lasts.computeIfAbsent(new Way(server, to), any -> new Last());
    synchronized (last) {
      if (last.fence == null || last.begun - asked < 0) {
        long now = System.nanoTime();
        last.fence = Fence.send(server, address, word, limit);
        last.begun = now;
      }
      return last.fence;
    }
  }

  /** The fence sent last on one way. */
  private static final class Last {
    private Fence fence;
    private long begun;
  }
}
