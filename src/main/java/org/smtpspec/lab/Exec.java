package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Commands run in a container, one at a time. */
final class Exec {
  private static final int SECONDS = 20;

  private Exec() {}

  /**
   * What a command left.
   *
   * @param status its exit status
   * @param text its standard output, each octet one char
   * @param errors its standard error, likewise
   */
  record Output(int status, String text, String errors) {}

  /** Runs {@code command} in {@code container} as root. */
  static Output run(DockerClient client, String container, String... command) throws IOException {
    return runAs("0", client, container, command);
  }

  /** Runs {@code command} in {@code container} as {@code user}, a name or number. */
  static Output runAs(String user, DockerClient client, String container, String... command)
      throws IOException {
    try {
      String id =
          client
              .execCreateCmd(container)
              .withAttachStdout(true)
              .withAttachStderr(true)
              .withUser(user)
              .withCmd(command)
              .exec()
              .getId();
      var collected = new Collected();
      if (!client.execStartCmd(id).exec(collected).awaitCompletion(SECONDS, TimeUnit.SECONDS)) {
        throw new IOException("%s took more than %d s".formatted(command[0], SECONDS));
      }
      long status =
          Optional.ofNullable(client.inspectExecCmd(id).exec().getExitCodeLong()).orElse(-1L);
      return new Output((int) status, collected.text(), collected.errors());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while running " + command[0], e);
    } catch (RuntimeException e) {
      throw new IOException("cannot run %s: %s".formatted(command[0], Failures.said(e)), e);
    }
  }

  private static final class Collected extends ResultCallback.Adapter<Frame> {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @Override
    public synchronized void onNext(Frame frame) {
      (frame.getStreamType() == StreamType.STDERR ? errors : out).writeBytes(frame.getPayload());
    }

    synchronized String text() {
      return out.toString(StandardCharsets.ISO_8859_1);
    }

    synchronized String errors() {
      return errors.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
