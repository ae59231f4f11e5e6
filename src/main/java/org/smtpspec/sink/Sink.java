package org.smtpspec.sink;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Plays every mail host of the zones and records each session whole, see {@link Records} for how
 * many. At most {@value #MOST_OPEN} connections are held at once; more wait to be accepted.
 */
public final class Sink implements AutoCloseable {
  private static final int MOST_OPEN = 200;
  private static final int BACKLOG = 100;

  private final Records records = new Records();
  private final Answers answers = new Answers();
  private final Map<String, ServerSocket> listeners = new LinkedHashMap<>();
  private final Set<Socket> open = Collections.synchronizedSet(new HashSet<>());
  private final Semaphore places = new Semaphore(MOST_OPEN);
  private final ExecutorService threads = Executors.newCachedThreadPool(Sink::thread);

  private Sink() {}

  /**
   * Opens a sink.
   *
   * @param address where each host listens; hosts that are down do not
   */
  public static Sink open(Zones zones, Function<Host, InetSocketAddress> address)
      throws IOException {
    var sink = new Sink();
    try {
      for (Host host : zones.hosts()) {
        if (host.persona() != Persona.DOWN) {
          sink.listen(host, address.apply(host));
        }
      }
    } catch (IOException e) {
      sink.close();
      throw e;
    }
    return sink;
  }

  private static Thread thread(Runnable task) {
    var thread = new Thread(task, "sink");
    thread.setDaemon(true);
    return thread;
  }

  private void listen(Host host, InetSocketAddress address) throws IOException {
    var listener = new ServerSocket();
    listeners.put(host.name(), listener);
    listener.setReuseAddress(true);
    try {
      listener.bind(address, BACKLOG);
    } catch (IOException e) {
      throw new IOException(host.name() + " cannot listen on " + address, e);
    }
    threads.execute(() -> accept(host, listener));
  }

  private void accept(Host host, ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        places.acquire();
        Socket socket = accepted(listener);
        open.add(socket);
        threads.execute(() -> hold(host, socket));
      } catch (IOException e) {
        // Closed; or one connection that was lost before it was ours.
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** The next connection; a place that it does not take is given back. */
  private Socket accepted(ServerSocket listener) throws IOException {
    try {
      return listener.accept();
    } catch (IOException e) {
      places.release();
      throw e;
    }
  }

  private void hold(Host host, Socket socket) {
    try (socket) {
      new Conversation(host, socket, answers, records).hold();
    } catch (IOException e) {
      // The client was gone before the session began, or as it was closed: nothing to record.
    } finally {
      open.remove(socket);
      places.release();
    }
  }

  /** Where the host called {@code name} listens; empty when it is down or unknown. */
  public Optional<InetSocketAddress> address(String name) {
    return Optional.ofNullable(listeners.get(name))
        .map(listener -> (InetSocketAddress) listener.getLocalSocketAddress());
  }

  /** The sessions in which the client sent {@code token}, oldest first, also those that go on. */
  public List<Session> holding(String token) {
    return records.holding(token);
  }

  /** Stops listening and closes all connections. */
  @Override
  public void close() {
    listeners.values().forEach(Sink::close);
    synchronized (open) {
      open.forEach(Sink::close);
    }
    threads.shutdownNow();
  }

  private static void close(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // It is closed.
    }
  }
}
