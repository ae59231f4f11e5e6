package org.smtpspec.reference;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A plain client: sends octets, reads replies. */
final class Client implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private Client(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  /** Connects without waiting for the greeting. */
  static Client connect(InetSocketAddress address) {
    try {
      Socket socket = new Socket(address.getAddress(), address.getPort());
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(5000);
      return new Client(socket);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Client send(String octets) {
    try {
      socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sends a line and gives the whole reply. */
  String ask(String line) {
    return send(line + "\r\n").reply();
  }

  /** Sends a line and gives the code of the reply. */
  String code(String line) {
    return ask(line).substring(0, 3);
  }

  /** Reads a whole reply; its lines end in LF here; empty at the end of the stream. */
  String reply() {
    StringBuilder reply = new StringBuilder();
    String line;
    do {
      line = line();
      reply.append(line).append('\n');
    } while (line.length() > 3 && line.charAt(3) == '-');
    return reply.toString().strip();
  }

  private String line() {
    StringBuilder line = new StringBuilder();
    try {
      for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
        line.append((char) c);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    int end = line.length() - 1;
    return end >= 0 && line.charAt(end) == '\r' ? line.substring(0, end) : line.toString();
  }

  /** Sends segments, each when the one before was answered; gives all that comes back. */
  String play(List<String> segments) throws IOException {
    StringBuilder heard = new StringBuilder();
    socket.setSoTimeout(500);
    for (String segment : segments) {
      hear(heard);
      send(segment);
    }
    hear(heard);
    socket.shutdownOutput();
    socket.setSoTimeout(5000);
    try {
      for (int c = in.read(); c >= 0; c = in.read()) {
        heard.append((char) c);
      }
    } catch (SocketException e) {
      heard.append("reset");
    }
    return heard.toString();
  }

  /** Waits for an octet and takes what is there with it. */
  private void hear(StringBuilder heard) throws IOException {
    try {
      do {
        int c = in.read();
        heard.append(c < 0 ? "end" : String.valueOf((char) c));
      } while (in.available() > 0);
    } catch (SocketTimeoutException e) {
      // Silence is an answer, too.
    } catch (SocketException e) {
      heard.append("reset");
    }
  }

  /** Whether nothing unread has come in; a NOOP in between proves that nothing will. */
  boolean isSilent() {
    try {
      return in.available() == 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
