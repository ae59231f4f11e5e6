package org.smtpspec.cli;

import java.util.Optional;
import org.smtpspec.fuzz.Campaign;
import org.smtpspec.fuzz.FuzzRunner;

/**
 * Shows how a campaign goes: on a terminal one line that is drawn anew each second, elsewhere a
 * line each minute, on standard error.
 */
final class Ticker implements AutoCloseable {
  private static final int PLAIN = 60;

  private final boolean terminal = Boolean.getBoolean("smtpspec.terminal");
  private final FuzzRunner runner;
  private final Thread thread = new Thread(this::tick, "ticker");
  private volatile String target = "";

  Ticker(FuzzRunner runner, boolean quiet) {
    this.runner = runner;
    thread.setDaemon(true);
    if (!quiet) {
      thread.start();
    }
  }

  void about(String name) {
    target = name;
  }

  private void tick() {
    int seconds = 0;
    try {
      while (true) {
        Thread.sleep(1000);
        Optional<Campaign> current = runner.current();
        if (current.isPresent() && (terminal || ++seconds % PLAIN == 0)) {
          String line = target + ": " + current.get().tally().words(current.get().seconds());
          System.err.print(terminal ? "\r" + line + "\033[K" : line + "\n");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    if (terminal) {
      System.err.print("\r\033[K");
    }
  }
}
