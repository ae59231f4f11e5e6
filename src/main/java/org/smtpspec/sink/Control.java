package org.smtpspec.sink;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The port by which the records of a sink are fetched, and the side that fetches. A request is a
 * token as two octets of length and so many octets; the answer is the number of sessions that hold
 * it, in four octets, and each session as four octets of length and so many octets. One connection
 * takes one request after another.
 */
public final class Control implements AutoCloseable {
  private static final int IDLE_MS = 10_000;
  private static final int MOST_SESSION = 96 << 20;
  private static final int LONGEST_TOKEN = 200;

  private final Sink sink;
  private final ServerSocket listener;

  private Control(Sink sink, ServerSocket listener) {
    this.sink = sink;
    this.listener = listener;
  }

  /** Opens the control port of {@code sink}. */
  public static Control open(Sink sink, InetSocketAddress address) throws IOException {
    var listener = new ServerSocket();
    listener.setReuseAddress(true);
    listener.bind(address);
    var control = new Control(sink, listener);
    start(control::serve);
    return control;
  }

  private static void start(Runnable task) {
    var thread = new Thread(task, "sink control");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        start(() -> answer(socket));
      } catch (IOException e) {
        // Closed; or one connection that was lost before it was ours.
      }
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      socket.setSoTimeout(IDLE_MS);
      socket.setTcpNoDelay(true);
      var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      while (true) {
        byte[] token = in.readNBytes(Math.min(in.readUnsignedShort(), LONGEST_TOKEN));
        List<Session> sessions =
            token.length == 0
                ? List.of()
                : sink.holding(new String(token, StandardCharsets.ISO_8859_1));
        out.writeInt(sessions.size());
        for (Session session : sessions) {
          byte[] octets = session.toBytes();
          out.writeInt(octets.length);
          out.write(octets);
        }
        out.flush();
      }
    } catch (IOException e) {
      // The client has closed, or was silent for too long.
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** The sessions of the sink behind the control port at {@code address} that hold a token. */
  public static List<Session> fetch(InetSocketAddress address, String token) throws IOException {
    try (var socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.connect(address, IDLE_MS);
      socket.setSoTimeout(IDLE_MS);
      byte[] octets = token.getBytes(StandardCharsets.ISO_8859_1);
      var out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream()));
      out.writeShort(octets.length);
      out.write(octets);
      out.flush();
      return sessions(new DataInputStream(new BufferedInputStream(socket.getInputStream())));
    } catch (EOFException e) {
      throw new IOException("the control port of the sink was closed", e);
    }
  }

  private static List<Session> sessions(DataInputStream in) throws IOException {
    int left = in.readInt();
    if (left < 0 || left > Records.MOST_SESSIONS) {
      throw new IOException("not the control port of a sink: " + left + " sessions");
    }
    var sessions = new ArrayList<Session>();
    while (left-- > 0) {
      int length = in.readInt();
      if (length < 0 || length > MOST_SESSION) {
        throw new IOException("not the control port of a sink: a session of " + length + " octets");
      }
      sessions.add(Session.of(in.readNBytes(length)));
    }
    return sessions;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
