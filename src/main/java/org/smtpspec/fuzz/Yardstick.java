package org.smtpspec.fuzz;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * What a plain client gets through: one fixed dialogue of eight exchanges, the greeting included,
 * over and over, on so many connections at once. It generates, judges and keeps nothing; a campaign
 * is measured by it.
 */
final class Yardstick {
  private static final int EXCHANGES = 8;

  private final InetSocketAddress address;
  private final List<byte[]> lines;
  private final AtomicLong dialogues = new AtomicLong();

  /** On the server at {@code address}, with mail for {@code mailbox}. */
  Yardstick(InetSocketAddress address, String mailbox) {
    this.address = address;
    this.lines =
        List.of(
                "EHLO " + Terms.CLIENT,
                "MAIL FROM:<" + Terms.SENDER + ">",
                "RCPT TO:<" + mailbox + ">",
                "DATA",
                "Subject: yardstick\r\n\r\ntext\r\n.",
                "NOOP",
                "QUIT")
            .stream()
            .map(line -> (line + "\r\n").getBytes(StandardCharsets.US_ASCII))
            .toList();
  }

  /** Exchanges a second over {@code time} on {@code jobs} connections. */
  double measure(Duration time, int jobs) throws IOException, InterruptedException {
    long began = System.nanoTime();
    long end = began + time.toNanos();
    List<Thread> threads =
        IntStream.range(0, jobs).mapToObj(i -> new Thread(() -> talkUntil(end))).toList();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    if (dialogues.get() == 0) {
      throw new IOException("the server does not take the yardstick's dialogue");
    }
    return EXCHANGES * dialogues.get() / ((System.nanoTime() - began) / 1e9);
  }

  private void talkUntil(long end) {
    while (System.nanoTime() < end) {
      try {
        talk();
        dialogues.incrementAndGet();
      } catch (IOException e) {
        // It counts for nothing.
      }
    }
  }

  private void talk() throws IOException {
    try (var socket = new Socket(address.getAddress(), address.getPort())) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      var in = new BufferedInputStream(socket.getInputStream());
      read(in);
      for (byte[] line : lines) {
        socket.getOutputStream().write(line);
        read(in);
      }
    }
  }

  /** Reads a reply to the end of its last line. */
  private static void read(InputStream in) throws IOException {
    int column;
    boolean more;
    do {
      column = 0;
      more = false;
      for (int octet = in.read(); octet != '\n'; octet = in.read()) {
        if (octet < 0) {
          throw new IOException("closed");
        }
        more = more || (column == 3 && octet == '-');
        column++;
      }
    } while (more);
  }
}
