package org.smtpspec.lab;

import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.testcontainers.DockerClientFactory;

/**
 * The containers and networks that this process made and has not yet removed, by their ids. A
 * shutdown hook removes what is left after Ctrl-C.
 */
final class Leftovers {
  private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
  private static final Set<String> CONTAINERS = ConcurrentHashMap.newKeySet();
  private static final Set<String> NETWORKS = ConcurrentHashMap.newKeySet();

  /** A thread for each task, since most of them wait for the engine. */
  static final Executor THREADS =
      task -> {
        var thread = new Thread(task, "smtpspec-lab");
        thread.setDaemon(true);
        thread.start();
      };

  /** Held for writing when the process ends: nothing is made from then on. */
  private static final ReentrantReadWriteLock ENDING = new ReentrantReadWriteLock();

  private static final int SECONDS = 10;

  /** A busy engine needs seconds to take its containers off a network: 15 s, in milliseconds. */
  private static final int TRIES = 150;

  private static final int PAUSE = 100;

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(Leftovers::removeAll, "smtpspec-leftovers"));
  }

  private Leftovers() {}

  /** The id of the container that {@code make} makes. */
  static String container(Supplier<String> make) {
    return made(make, CONTAINERS);
  }

  /** The id of the network that {@code make} makes. */
  static String network(Supplier<String> make) {
    return made(make, NETWORKS);
  }

  private static String made(Supplier<String> make, Set<String> where) {
    if (!ENDING.readLock().tryLock()) {
      throw new IllegalStateException("interrupted");
    }
    try {
      String id = make.get();
      where.add(id);
      return id;
    } finally {
      ENDING.readLock().unlock();
    }
  }

  /** These stay when the process ends. */
  static void keep(Collection<String> ids) {
    CONTAINERS.removeAll(ids);
    NETWORKS.removeAll(ids);
  }

  /** Removes {@code containers} all at once, running or not, those that are still there. */
  static void remove(Collection<String> containers) {
    each(containers, Leftovers::remove);
  }

  private static void each(Collection<String> ids, Consumer<String> task) {
    CompletableFuture.allOf(
            List.copyOf(ids).stream()
                .map(id -> CompletableFuture.runAsync(() -> task.accept(id), THREADS))
                .toArray(CompletableFuture[]::new))
        .join();
  }

  private static void remove(String container) {
    try {
      DockerClientFactory.lazyClient()
          .removeContainerCmd(container)
          .withForce(true)
          .withRemoveVolumes(true)
          .exec();
    } catch (NotFoundException | ConflictException e) {
      // Gone already, or being removed by somebody else.
    } catch (RuntimeException e) {
      LOG.warn("container {} is not removed: {}", container, Failures.said(e));
    }
    CONTAINERS.remove(container);
  }

  /** Removes {@code network}, from which its containers may just be going. */
  static void removeNetwork(String network) {
    for (int tries = 1; ; tries++) {
      try {
        DockerClientFactory.lazyClient().removeNetworkCmd(network).exec();
        break;
      } catch (NotFoundException e) {
        break;
      } catch (RuntimeException e) {
        if (tries == TRIES || !pause()) {
          // The hook tries once more.
          LOG.warn("network {} is not removed: {}", network, Failures.said(e));
          return;
        }
      }
    }
    NETWORKS.remove(network);
  }

  private static boolean pause() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void removeAll() {
    // Where Testcontainers has no Ryuk it has a hook of its own, which removes the same containers
    // at the same time, and prints a stack trace when it comes second.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, failure) -> LOG.debug("while the process ends", failure));
    try {
      // What is just being made is waited for. The lock is never given back.
      if (!ENDING.writeLock().tryLock(SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("something is still being made");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    remove(CONTAINERS);
    each(NETWORKS, Leftovers::removeNetwork);
  }
}
