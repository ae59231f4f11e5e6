package org.smtpspec.lab;

import com.github.dockerjava.api.exception.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.smtpspec.wire.Octets;
import org.testcontainers.containers.wait.strategy.WaitStrategy;
import org.testcontainers.containers.wait.strategy.WaitStrategyTarget;

/**
 * Ready is a server that greets: a reply line beginning with 220, RFC 5321 section 4.3.1. An open
 * port is not enough, since the engine's forwarder accepts before the server does.
 *
 * @param port in the container
 * @param within how long it may take
 */
record SmtpBanner(int port, Duration within) implements WaitStrategy {
  private static final int LOOK = 250;
  private static final int PAUSE = 30;

  @Override
  public void waitUntilReady(WaitStrategyTarget target) {
    Supplier<Optional<String>> ended = () -> ended(target);
    Optional<String> problem = ended.get();
    if (problem.isEmpty()) {
      var address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), target.getMappedPort(port));
      problem = await(address, ended);
    }
    if (problem.isPresent()) {
      throw new NoBanner(problem.get(), Logs.of(target.getContainerId()));
    }
  }

  @Override
  public SmtpBanner withStartupTimeout(Duration limit) {
    return new SmtpBanner(port, limit);
  }

  /** Waits for the banner at {@code address}; why it did not come, if it did not. */
  Optional<String> await(InetSocketAddress address, Supplier<Optional<String>> ended) {
    long deadline = System.nanoTime() + within.toNanos();
    String came = "nothing";
    while (System.nanoTime() < deadline) {
      var line = new StringBuilder();
      try (var socket = new Socket()) {
        socket.connect(address, LOOK);
        if (greets(socket, line, deadline, ended)) {
          return Optional.empty();
        }
        came = line.isEmpty() ? "a connection without a word" : "'" + shown(line) + "'";
      } catch (IOException e) {
        came = String.valueOf(e.getMessage());
      }
      Optional<String> end = ended.get();
      if (end.isPresent()) {
        return end;
      }
      pause();
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

  private static Optional<String> ended(WaitStrategyTarget target) {
    try {
      var state = target.getCurrentContainerInfo().getState();
      return Boolean.TRUE.equals(state.getRunning())
          ? Optional.empty()
          : Optional.of(
              "the container exited with code %s%s"
                  .formatted(
                      state.getExitCodeLong(),
                      Boolean.TRUE.equals(state.getOOMKilled()) ? ", out of memory" : ""));
    } catch (NotFoundException e) {
      return Optional.of("the container is gone");
    }
  }

  private static String shown(StringBuilder line) {
    return Octets.of(line.toString()).escaped();
  }

  private String seconds() {
    return String.valueOf(within.toMillis() / 1000.0);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
