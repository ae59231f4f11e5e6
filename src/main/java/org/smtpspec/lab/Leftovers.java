package org.smtpspec.lab;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * The containers that this process started and has not yet removed, by their ids. A shutdown hook
 * removes what is left after Ctrl-C.
 */
final class Leftovers {
  /** On all that this process makes: which run made it. */
  static final Map<String, String> LABELS = Map.of("org.smtpspec", UUID.randomUUID().toString());

  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Set<String> CONTAINERS = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::removeAll, "smtpspec-leftovers"));
  }

  private Leftovers() {}

  /** {@code container} exists now. */
  static void add(String container) {
    CONTAINERS.add(container);
  }

  /** Removes {@code container}, running or not, if it is still there. */
  static void remove(String container) {
    try {
      DockerClientFactory.lazyClient()
          .removeContainerCmd(container)
          .withForce(true)
          .withRemoveVolumes(true)
          .exec();
    } catch (NotFoundException | ConflictException e) {
      // Gone already, or being removed by somebody else.
    } catch (RuntimeException e) {
      LOG.warn("container {} is not removed: {}", container, e.getMessage());
    }
    CONTAINERS.remove(container);
  }

  private static void removeAll() {
    // Where Testcontainers has no Ryuk it has a hook of its own, which removes the same containers
    // at the same time, and prints a stack trace when it comes second.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.debug("while the process ends", failure));
    List.copyOf(CONTAINERS).parallelStream().forEach(Leftovers::remove);
  }
}
