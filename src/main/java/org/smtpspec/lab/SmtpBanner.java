package org.smtpspec.lab;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.smtpspec.wire.Octets;

/**
 * Ready is a server that greets: a reply line beginning with 220, RFC 5321 section 4.3.1. An open
 * port is not enough, since a published port accepts before the server does; a connection that is
 * closed without a word is one of theirs.
 *
 * @param port in the container
 * @param within how long it may take
 */
record SmtpBanner(int port, Duration within) {
  private static final int LOOK = 250;
  private static final int FIRST_PAUSE = 20;
  private static final int LAST_PAUSE = 200;

  /** Waits for the banner at {@code address}; why it did not come, if it did not. */
  Optional<String> await(InetSocketAddress address, Supplier<Optional<String>> ended) {
    long deadline = System.nanoTime() + within.toNanos();
    String came = "nothing";
    // Each look costs the machine two processes, and it may have many servers to start.
    int pause = FIRST_PAUSE;
    while (System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
      var line = new StringBuilder();
      try (var socket = new Socket()) {
        socket.connect(address, LOOK);
        if (greets(socket, line, deadline, ended)) {
          return Optional.empty();
        }
        came = line.isEmpty() ? nothing(deadline) : "'" + shown(line) + "'";
      } catch (IOException e) {
        came = String.valueOf(e.getMessage());
      }
      Optional<String> end = ended.get();
      if (end.isPresent()) {
        return end;
      }
      pause(pause);
      pause = Math.min(2 * pause, LAST_PAUSE);
    }
    return Optional.of(
        "awaited a line beginning with 220 from port %d within %s s; last came %s"
            .formatted(port, seconds(), came));
  }

  private static boolean greets(
      Socket socket, StringBuilder line, long deadline, Supplier<Optional<String>> ended)
      throws IOException {
    socket.setSoTimeout(LOOK);
    InputStream in = socket.getInputStream();
    while (System.nanoTime() < deadline) {
      try {
        int octet = in.read();
        if (octet < 0) {
          return false;
        } else if (octet == '\n') {
          boolean ready = line.indexOf("220") == 0;
          if (ready) {
            socket.getOutputStream().write("QUIT\r\n".getBytes(StandardCharsets.US_ASCII));
          }
          return ready;
        }
        line.append((char) octet);
      } catch (SocketTimeoutException e) {
        if (ended.get().isPresent()) {
          return false;
        }
      }
    }
    return false;
  }

  private static String nothing(long deadline) {
    return System.nanoTime() < deadline
        ? "a connection that was closed without a word"
        : "a connection that stayed open without a word";
  }

  private static String shown(StringBuilder line) {
    return Octets.of(line.toString()).escaped();
  }

  private String seconds() {
    return String.valueOf(within.toMillis() / 1000.0);
  }

  private static void pause(int ms) {
    try {
      Thread.sleep(ms);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
