package org.smtpspec.cli;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.smtpspec.run.Progress;

/** Shows how a run goes: a bar on a terminal, plain lines elsewhere, on standard error. */
final class Meter implements Progress, AutoCloseable {
  private static final int WIDTH = 30;

  private final int total;
  private final boolean quiet;
  private final boolean terminal = Boolean.getBoolean("smtpspec.terminal");
  private final AtomicInteger done = new AtomicInteger();

  Meter(int total, boolean quiet) {
    this.total = total;
    this.quiet = quiet;
  }

  @Override
  public void ready(String target, String software, String phases) {
    say(
        target
            + " is up"
            + (software.isEmpty() ? "" : ": " + Printed.line(software))
            + (phases.isEmpty() ? "" : " (" + phases + ")"));
  }

  @Override
  public synchronized void failed(String target, String why, List<String> log) {
    clear();
    System.err.println("smtpspec: " + target + ": " + Printed.line(why));
    log.forEach(line -> System.err.println("  | " + Printed.line(line)));
  }

  @Override
  public void done() {
    int n = done.incrementAndGet();
    if (terminal && !quiet && (n == total || n % 5 == 0)) {
      draw(n);
    }
  }

  private synchronized void draw(int n) {
    int filled = WIDTH * n / total;
    System.err.print(
        "\r[" + "=".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + n + "/" + total);
  }

  private synchronized void say(String line) {
    if (!quiet) {
      clear();
      System.err.println(line);
    }
  }

  private void clear() {
    if (terminal) {
      System.err.print("\r" + " ".repeat(WIDTH + 20) + "\r");
    }
  }

  @Override
  public synchronized void close() {
    clear();
  }
}
