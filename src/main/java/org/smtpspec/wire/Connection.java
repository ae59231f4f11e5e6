package org.smtpspec.wire;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import jdk.net.ExtendedSocketOptions;

/**
 * A TCP connection to a server, as the client sees it: writes octets exactly as given, each call
 * one write, and hands out replies. Every call ends within its limit; a failure is a {@link
 * FaultException}.
 *
 * <p>Not thread-safe. Writes to a server that does not read, and handshakes without end, are ended
 * by a watchdog that closes the socket.
 */
public final class Connection implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(10);
  private static final Duration WRITE_LIMIT = Duration.ofSeconds(20);

  /** So many octets of a connection fit into buffers of the systems even when nobody reads them. */
  private static final long ROOM = 4096;

  private final byte[] buffer = new byte[2048];
  private final ReplyReader reader = new ReplyReader();
  private final Socket plain;
  private final boolean acknowledges;
  private Socket socket;
  private long written;
  private boolean heard;

  private Connection(Socket socket) {
    this.plain = socket;
    this.socket = socket;
    this.acknowledges = socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK);
  }

  /**
   * Connects to {@code address}, within 10 seconds.
   *
   * @throws FaultException {@link Fault.Refusal} when that fails
   */
  public static Connection open(InetSocketAddress address) throws FaultException {
    var socket = new Socket(Proxy.NO_PROXY);
    try {
      socket.setTcpNoDelay(true);
      socket.connect(address, (int) CONNECT_LIMIT.toMillis());
      return new Connection(socket);
    } catch (IOException e) {
      closeQuietly(socket);
      throw new FaultException(new Fault.Refusal(String.valueOf(e.getMessage())), e);
    }
  }

  /**
   * Writes {@code octets} in one call to the socket, within 20 seconds.
   *
   * @throws FaultException {@link Fault.Stall}, {@link Fault.Close} or {@link Fault.Reset}
   */
  public void write(Octets octets) throws FaultException {
    write(octets, WRITE_LIMIT);
  }

  void write(Octets octets, Duration limit) throws FaultException {
    heard = false;
    written += octets.length();
    if (written <= ROOM) {
      writeUnwatched(octets);
      return;
    }
    var watchdog = Watchdog.over(plain, limit);
    try {
      socket.getOutputStream().write(octets.toBytes());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new FaultException(watchdog.hasBitten() ? new Fault.Stall(limit) : fault(e), e);
    } finally {
      watchdog.callOff();
    }
  }

  private void writeUnwatched(Octets octets) throws FaultException {
    try {
      socket.getOutputStream().write(octets.toBytes());
      socket.getOutputStream().flush();
    } catch (IOException e) {
      throw new FaultException(fault(e), e);
    }
  }

  /**
   * The next reply, waiting at most {@code limit} for the whole of it.
   *
   * @throws FaultException {@link Fault.Silence}, {@link Fault.Close}, {@link Fault.Reset} or
   *     {@link Fault.Flood}
   */
  public Reply reply(Duration limit) throws FaultException {
    long deadline = System.nanoTime() + limit.toNanos();
    Optional<Reply> reply = reader.poll();
    while (reply.isEmpty()) {
      long left = (deadline - System.nanoTime()) / 1_000_000;
      if (left <= 0 || !fill(left)) {
        throw new FaultException(new Fault.Silence(limit));
      }
      if (reader.flooded()) {
        throw new FaultException(new Fault.Flood(ReplyReader.FLOOD));
      }
      reply = reader.poll();
    }
    return reply.get();
  }

  /** A reply that has arrived already, without waiting for one. */
  public Optional<Reply> unread() {
    Optional<Reply> reply = reader.poll();
    try {
      while (reply.isEmpty() && !reader.flooded() && hasArrived() && fill(1)) {
        reply = reader.poll();
      }
    } catch (IOException e) {
      return reader.poll();
    }
    return reply;
  }

  /** Whether octets wait in the kernel, or under TLS perhaps above it. */
  private boolean hasArrived() throws IOException {
    return socket.getInputStream().available() > 0
        || (socket != plain && plain.getInputStream().available() > 0);
  }

  /** What has come of a reply that is not whole. */
  public Octets partial() {
    return reader.partial();
  }

  /**
   * Whether nothing at all arrives for {@code limit}, nor has arrived beyond the replies that were
   * handed out; the end of the stream counts as nothing.
   */
  public boolean silentFor(Duration limit) {
    try {
      return reader.isDrained() && !fill(Math.max(1, limit.toMillis()));
    } catch (FaultException e) {
      return true;
    }
  }

  /** Does the client's side of a TLS handshake; any certificate is taken. */
  public void upgrade(Duration limit) throws FaultException {
    upgrade(Handshake.ANY, limit);
  }

  /** The same with the versions of TLS that {@code handshake} offers. */
  public void upgrade(Handshake handshake, Duration limit) throws FaultException {
    var watchdog = Watchdog.over(plain, limit);
    try {
      socket = Tls.client(plain, handshake, limit);
    } catch (IOException e) {
      String why =
          watchdog.hasBitten()
              ? "no end within " + limit.toMillis() + " ms"
              : String.valueOf(e.getMessage());
      throw new FaultException(new Fault.TlsFailure(why), e);
    } finally {
      watchdog.callOff();
    }
  }

  /** Says that we send no more, and goes on reading. */
  public void halfClose() throws FaultException {
    try {
      socket.shutdownOutput();
    } catch (IOException e) {
      throw new FaultException(fault(e), e);
    }
  }

  /** Tears the connection down with RST. */
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException e) {
      // Closed already: there is nothing left to reset.
    }
    close();
  }

  @Override
  public void close() {
    closeQuietly(socket);
  }

  private boolean fill(long millis) throws FaultException {
    try {
      if (heard && acknowledges) {
        acknowledge();
      }
      socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
      InputStream in = socket.getInputStream();
      int n = in.read(buffer);
      if (n < 0) {
        throw new FaultException(new Fault.Close());
      }
      reader.feed(buffer, n);
      heard = true;
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (FaultException e) {
      throw e;
    } catch (IOException e) {
      throw new FaultException(fault(e), e);
    }
  }

  /**
   * Acknowledges at once what was read. A server that writes a reply in two pieces, or two replies,
   * holds the second back until the first is acknowledged, RFC 1122 section 4.2.3.4; that is put
   * off for some 40 ms, section 4.2.3.2, while we write nothing ourselves.
   */
  private void acknowledge() throws IOException {
    plain.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
  }

  private static Fault fault(IOException e) {
    String words = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return words.contains("reset") || words.contains("broken pipe") || words.contains("abort")
        ? new Fault.Reset()
        : new Fault.Close();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // Nothing is owed to a connection that is given up.
    }
  }
}
