package org.smtpspec.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on a port of its own of 127.0.0.1 that does what its script says, right or wrong. Each
 * connection has a thread, which ends with the peer at the latest.
 */
public final class ScriptedPeer implements AutoCloseable {
  /** What is said on one connection. An {@link IOException} ends it: the client went away. */
  @FunctionalInterface
  public interface Conversation {
    /** Talks to {@code client}; the connection is closed when this returns. */
    void with(PeerSide client) throws IOException;
  }

  private final ServerSocket listener;
  private final Conversation conversation;
  private final List<PeerSide> open = new CopyOnWriteArrayList<>();
  private final List<Thread> threads = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  private ScriptedPeer(Conversation conversation) throws IOException {
    this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    this.conversation = conversation;
    start(this::accept);
  }

  /** A peer that has this conversation on each connection. */
  public static ScriptedPeer serving(Conversation conversation) {
    try {
      return new ScriptedPeer(conversation);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A peer that greets, answers each line of the client with the next answer, and then reads until
   * the client closes. Every answer gets a CRLF; one that is empty is not sent.
   */
  public static ScriptedPeer answering(String greeting, String... answers) {
    return serving(
        client -> {
          client.say(greeting);
          for (String answer : answers) {
            client.hear();
            if (!answer.isEmpty()) {
              client.say(answer);
            }
          }
          client.hearOut();
        });
  }

  /** An address at which nobody listens. */
  public static InetSocketAddress nobody() {
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new InetSocketAddress(taken.getInetAddress(), taken.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
  }

  /** How many connections there have been. */
  public int connections() {
    return connections.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.incrementAndGet();
        var client = new PeerSide(socket);
        open.add(client);
        start(() -> talk(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void talk(PeerSide client) {
    try (client) {
      conversation.with(client);
    } catch (IOException e) {
      // The client went away, which each test sees by itself.
    }
  }

  private void start(Runnable task) {
    var thread = new Thread(task, "scripted-peer");
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    open.forEach(PeerSide::close);
    threads.forEach(Thread::interrupt);
    threads.forEach(ScriptedPeer::join);
  }

  private static void join(Thread thread) {
    try {
      thread.join(5_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
