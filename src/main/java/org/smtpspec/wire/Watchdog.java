package org.smtpspec.wire;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Closes a socket on which a write takes too long: Java has no time limit for writes. */
final class Watchdog {
  private static final ScheduledThreadPoolExecutor CLOCK = clock();

  private final ScheduledFuture<?> bite;

  private Watchdog(ScheduledFuture<?> bite) {
    this.bite = bite;
  }

  static Watchdog over(Socket socket, Duration limit) {
    return new Watchdog(
        CLOCK.schedule(() -> close(socket), limit.toMillis(), TimeUnit.MILLISECONDS));
  }

  void callOff() {
    bite.cancel(false);
  }

  private static void close(Socket socket) {
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
