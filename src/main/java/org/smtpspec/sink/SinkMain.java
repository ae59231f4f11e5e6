package org.smtpspec.sink;

import java.io.IOException;
import java.net.InetSocketAddress;

/**
 * Runs the sink of the lab: each host on port 25 of its own address, the control port on every
 * address. It says {@code ready} on standard output when all of them listen, and runs until it is
 * killed.
 */
public final class SinkMain {
  private static final int SMTP = 25;

  private SinkMain() {}

  /**
   * The only argument is the control port. Exit code 2 is a wrong argument, 3 an address that
   * cannot be had.
   */
  public static void main(String[] args) throws InterruptedException {
    if (args.length != 1 || !args[0].matches("[1-9]\\d{0,4}")) {
      System.err.println("usage: java -cp CLASSES org.smtpspec.sink.SinkMain CONTROL-PORT");
      System.exit(2);
    }
    try (Sink sink = Sink.open(Zones.load(), host -> new InetSocketAddress(host.address(), SMTP));
        Control control = Control.open(sink, new InetSocketAddress(Integer.parseInt(args[0])))) {
      System.out.println("ready, control port " + control.address().getPort());
      Thread.currentThread().join();
    } catch (IOException e) {
      System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause()));
      System.exit(3);
    }
  }
}
