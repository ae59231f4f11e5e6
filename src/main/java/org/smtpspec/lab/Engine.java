package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.target.TargetException;
import org.testcontainers.DockerClientFactory;

/** The container engine, looked for once. */
final class Engine {
  private static final String ADVICE =
      "`containers/with-engine COMMAND` finds or starts one for COMMAND";

  /** Testcontainers may pull an image of its own to clean up with. */
  private static final int SECONDS = 45;

  private static final Pattern TCP = Pattern.compile("tcp://([^/:]+):([0-9]{1,5})/?");
  private static final int PATIENCE_MS = 5000;

  private Engine() {}

  /**
   * A client of the engine.
   *
   * @throws TargetException in one line: what is missing and what to do
   */
  static DockerClient client() throws TargetException {
    Optional<String> missing = missing(System.getenv());
    if (missing.isPresent()) {
      throw TargetException.failure(missing.get(), List.of(), null);
    }
    try {
      return Finding.CLIENT.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw TargetException.failure(reason(e.getCause()), List.of(), e.getCause());
    } catch (TimeoutException e) {
      throw TargetException.failure(
          "no container engine is ready within "
              + SECONDS
              + " s (it hangs, or Testcontainers waits for an image that no registry gives); "
              + ADVICE,
          List.of(),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw TargetException.failure("interrupted while looking for an engine", List.of(), e);
    }
  }

  /** Begins to look for the engine, and does not wait for it. */
  static void look() {
    if (missing(System.getenv()).isEmpty()) {
      Finding.begin();
    }
  }

  /** Why there is no engine, if there is none. */
  static Optional<String> unavailable() {
    try {
      client();
      return Optional.empty();
    } catch (TargetException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  /**
   * What {@code environment} names that does not exist. Testcontainers would take another engine
   * then; whoever names one does not want another.
   */
  static Optional<String> missing(Map<String, String> environment) {
    String host = environment.getOrDefault("DOCKER_HOST", "");
    if (host.startsWith("unix://") && !Files.exists(Path.of(host.substring("unix://".length())))) {
      return Optional.of(
          "no container engine answers: DOCKER_HOST is " + host + ", where there is no socket");
    }
    Matcher tcp = TCP.matcher(host);
    return tcp.matches() && !listens(tcp.group(1), Integer.parseInt(tcp.group(2)))
        ? Optional.of(
            "no container engine answers: DOCKER_HOST is " + host + ", where nobody listens")
        : Optional.empty();
  }

  private static boolean listens(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), PATIENCE_MS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }

  private static String reason(Throwable cause) {
    String said = String.valueOf(cause.getMessage());
    return said.contains("valid Docker environment")
        ? "no container engine answers; " + ADVICE
        : "the container engine cannot be used: "
            + said.lines().findFirst().orElse("")
            + "; "
            + ADVICE;
  }

  /** Begins when it is first asked for. */
  private static final class Finding {
    static final FutureTask<DockerClient> CLIENT =
        new FutureTask<>(() -> DockerClientFactory.instance().client());

    static {
      // A thread of its own, since what Testcontainers does may wait for ever.
      var thread = new Thread(CLIENT, "smtpspec-engine");
      thread.setDaemon(true);
      thread.start();
    }

    static void begin() {
      // The class is loaded now, and that begins it.
    }
  }
}
