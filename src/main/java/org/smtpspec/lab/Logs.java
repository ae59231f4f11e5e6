package org.smtpspec.lab;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.testcontainers.DockerClientFactory;

/** The last lines that a container wrote to its standard output and standard error. */
final class Logs {
  private static final int LINES = 40;

  private Logs() {}

  /** Those of {@code container}; none when it is gone. */
  static List<String> of(String container) {
    var collected = new Collected();
    try {
      DockerClientFactory.lazyClient()
          .logContainerCmd(container)
          .withStdOut(true)
          .withStdErr(true)
          .withTail(LINES)
          .exec(collected)
          .awaitCompletion(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      return List.of();
    }
    return collected.text().lines().toList();
  }

  private static final class Collected extends ResultCallback.Adapter<Frame> {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Override
    public void onNext(Frame frame) {
      synchronized (out) {
        out.writeBytes(frame.getPayload());
      }
    }

    String text() {
      synchronized (out) {
        return out.toString(StandardCharsets.UTF_8);
      }
    }
  }
}
