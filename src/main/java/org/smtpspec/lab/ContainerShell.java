package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Frame;
import com.github.dockerjava.api.model.StreamType;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shell in a container. A script costs a round trip to one that lives as long as the target;
 * where that cannot be had, each script is an exec of its own, which costs fifty times as much.
 */
final class ContainerShell implements Shell {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerShell.class);
  private static final Duration ANSWER = Duration.ofSeconds(20);
  private static final Duration FOREVER = Duration.ofDays(1);

  /** So many shells may end before we do without. */
  private static final int FAILURES = 3;

  private final DockerClient client;
  private final String container;
  private Optional<FramedShell> attached = Optional.empty();
  private int failures;
  private boolean closed;

  ContainerShell(DockerClient client, String container) {
    this.client = client;
    this.container = container;
  }

  @Override
  public String run(String script) throws IOException {
    Optional<FramedShell> shell = attached();
    if (shell.isPresent()) {
      try {
        return shell.get().run(script);
      } catch (ScriptFailed e) {
        LOG.debug("again, to hear what it says on standard error: {}", e.getMessage());
      } catch (IOException e) {
        giveUp(e);
      }
    }
    Exec.Output output = Exec.run(client, container, "sh", "-c", script);
    if (output.status() != 0) {
      throw new ScriptFailed(script, String.valueOf(output.status()), output.errors());
    }
    return output.text();
  }

  private synchronized Optional<FramedShell> attached() throws IOException {
    if (closed) {
      throw new IOException("the container is removed");
    }
    if (attached.isEmpty() && failures < FAILURES) {
      try {
        FramedShell shell = open();
        shell.run(":");
        attached = Optional.of(shell);
      } catch (IOException | RuntimeException e) {
        giveUp(e);
      }
    }
    return attached;
  }

  private synchronized void giveUp(Exception why) {
    if (!closed) {
      LOG.info("no shell stays open in {}: {}", container, why.getMessage());
    }
    failures++;
    attached.ifPresent(Shell::close);
    attached = Optional.empty();
  }

  private FramedShell open() {
    var in = new Pipe(FOREVER);
    var out = new Pipe(ANSWER);
    String exec =
        client
            .execCreateCmd(container)
            .withAttachStdin(true)
            .withAttachStdout(true)
            .withAttachStderr(true)
            .withUser("0")
            .withCmd("sh")
            .exec()
            .getId();
    client.execStartCmd(exec).withStdIn(in).exec(new Answers(out.sink()));
    return new FramedShell(in.sink(), out);
  }

  @Override
  public synchronized void close() {
    closed = true;
    attached.ifPresent(Shell::close);
    attached = Optional.empty();
  }

  /** Hands on what the shell writes to its standard output. */
  private static final class Answers extends ResultCallback.Adapter<Frame> {
    private final OutputStream out;

    Answers(OutputStream out) {
      this.out = out;
    }

    @Override
    public void onNext(Frame frame) {
      if (frame.getStreamType() == StreamType.STDERR) {
        LOG.debug("shell: {}", new String(frame.getPayload(), StandardCharsets.ISO_8859_1));
        return;
      }
      try {
        out.write(frame.getPayload());
      } catch (IOException e) {
        throw new IllegalStateException("a pipe takes everything", e);
      }
    }

    @Override
    public void onComplete() {
      end();
      super.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      end();
      super.onError(failure);
    }

    private void end() {
      try {
        out.close();
      } catch (IOException e) {
        throw new IllegalStateException("a pipe can be closed", e);
      }
    }
  }
}
