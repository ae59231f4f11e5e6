package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Frame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A container of a lab.
 *
 * @param id its id on the engine
 * @param role what it is there for, for an error
 */
record Part(DockerClient client, String id, String role) {
  private static final Duration WITHIN = Duration.ofSeconds(30);

  /** Makes a container that does not run yet. */
  static Part create(
      DockerClient client,
      String role,
      String image,
      Map<String, String> labels,
      Consumer<CreateContainerCmd> more) {
    var all = new HashMap<>(labels);
    all.put(Labels.ROLE, role);
    CreateContainerCmd create = client.createContainerCmd(image).withLabels(all);
    more.accept(create);
    return new Part(client, Leftovers.container(() -> create.exec().getId()), role);
  }

  void start() {
    client.startContainerCmd(id).exec();
  }

  /** Waits until it says {@code word}, in a line on its standard output. */
  void await(String word) {
    try (var lines = new Lines(word)) {
      client.logContainerCmd(id).withStdOut(true).withTailAll().withFollowStream(true).exec(lines);
      if (!lines.heard(WITHIN)) {
        throw failed(
            ended()
                .orElse(
                    "the %s's container did not say '%s' within %d s"
                        .formatted(role, word, WITHIN.toSeconds())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Its failure, for the reason {@code why}. */
  NotReady failed(String why) {
    return new NotReady(why, log());
  }

  List<String> log() {
    return Logs.of(id);
  }

  /** Why it does not run, if it does not. */
  Optional<String> ended() {
    try {
      var state = client.inspectContainerCmd(id).exec().getState();
      return Boolean.TRUE.equals(state.getRunning())
          ? Optional.empty()
          : Optional.of(
              "the %s's container exited with code %s%s"
                  .formatted(
                      role,
                      state.getExitCodeLong(),
                      Boolean.TRUE.equals(state.getOOMKilled()) ? ", out of memory" : ""));
    } catch (NotFoundException e) {
      return Optional.of("the " + role + "'s container is gone");
    }
  }

  /** Hears a word in a line of its own, or the end. */
  private static final class Lines extends ResultCallback.Adapter<Frame> implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private final String word;
    private volatile boolean heard;

    Lines(String word) {
      this.word = word;
    }

    @Override
    public void onNext(Frame frame) {
      text.append(new String(frame.getPayload(), StandardCharsets.ISO_8859_1));
      if (text.toString().lines().anyMatch(word::equals)) {
        heard = true;
        over.countDown();
      }
    }

    @Override
    public void onComplete() {
      over.countDown();
      super.onComplete();
    }

    @Override
    public void onError(Throwable failure) {
      over.countDown();
      super.onError(failure);
    }

    boolean heard(Duration within) throws InterruptedException {
      return over.await(within.toMillis(), TimeUnit.MILLISECONDS) && heard;
    }

    @Override
    public void close() {
      try {
        super.close();
      } catch (java.io.IOException e) {
        // Nobody listens any more.
      }
    }
  }
}
