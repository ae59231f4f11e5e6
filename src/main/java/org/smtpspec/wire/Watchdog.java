package org.smtpspec.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Closes a socket on which something takes too long for which Java has no time limit: a write, a
 * handshake.
 */
final class Watchdog {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final Socket socket;
  private final ScheduledFuture<?> bite;
  private volatile boolean bitten;

  private Watchdog(Socket socket, Duration limit) {
    this.socket = socket;
    this.bite = CLOCK.schedule(this::bite, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Closes {@code socket}, which is no layer over another, unless called off within {@code limit}.
   */
  static Watchdog over(Socket socket, Duration limit) {
    return new Watchdog(socket, limit);
  }

  /** Whether the socket was closed. */
  boolean hasBitten() {
    return bitten;
  }

  void callOff() {
    bite.cancel(false);
  }

  private void bite() {
    bitten = true;
    try {
      socket.close();
    } catch (IOException e) {
      // The writer sees its own exception.
    }
  }

  private static ScheduledThreadPoolExecutor clock() {
    var clock =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              var thread = new Thread(task, "smtpspec-watchdog");
              thread.setDaemon(true);
              return thread;
            });
    clock.setRemoveOnCancelPolicy(true);
    return clock;
  }
}
