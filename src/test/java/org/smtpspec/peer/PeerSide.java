package org.smtpspec.peer;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** The server's side of one connection of a {@link ScriptedPeer}. Not thread-safe but to close. */
public final class PeerSide implements AutoCloseable {
  private static final char[] PASSWORD = "peer-test".toCharArray();

  private static SSLContext shared;

  private final Socket plain;
  private Socket socket;
  private InputStream in;

  PeerSide(Socket socket) throws IOException {
    this.plain = socket;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setTcpNoDelay(true);
  }

  /** Holds a write back until the one before is acknowledged: Nagle's algorithm, RFC 896. */
  public void gather() throws IOException {
    socket.setTcpNoDelay(false);
  }

  /** Sends a line: {@code text} and CRLF, in one write. */
  public void say(String text) throws IOException {
    write(text + "\r\n");
  }

  /** Sends exactly these octets, each char one, in one write. */
  public void write(String octets) throws IOException {
    socket.getOutputStream().write(octets.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** Sends these octets, each in a write of its own. */
  public void drip(String octets) throws IOException {
    for (int i = 0; i < octets.length(); i++) {
      write(octets.substring(i, i + 1));
    }
  }

  /** Sends {@code piece} again and again until so many octets are sent. */
  public void flood(String piece, long octets) throws IOException {
    int times = Math.max(1, 65_536 / piece.length());
    byte[] block = piece.repeat(times).getBytes(StandardCharsets.ISO_8859_1);
    for (long sent = 0; sent < octets; sent += block.length) {
      socket.getOutputStream().write(block, 0, (int) Math.min(block.length, octets - sent));
    }
  }

  /**
   * The client's next line without its LF and the CR before it.
   *
   * @throws EOFException when the client sends no more
   */
  public String hear() throws IOException {
    var line = new StringBuilder();
    for (int octet = in.read(); octet != '\n'; octet = in.read()) {
      if (octet < 0) {
        throw new EOFException("the client sends no more");
      }
      line.append((char) octet);
    }
    boolean crlf = !line.isEmpty() && line.charAt(line.length() - 1) == '\r';
    return crlf ? line.substring(0, line.length() - 1) : line.toString();
  }

  /** The client's next octet; -1 when it sends no more. */
  public int next() throws IOException {
    return in.read();
  }

  /** The client's next octets, as many as {@code length} unless it closes before. */
  public String hear(int length) throws IOException {
    return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
  }

  /** Reads until the client sends no more; how many octets that were. */
  public long hearOut() throws IOException {
    byte[] buffer = new byte[8192];
    long heard = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      heard += n;
    }
    return heard;
  }

  /** Does the server's side of a TLS handshake, with a certificate of its own make. */
  public void tls() throws IOException {
    var secure = (SSLSocket) context().getSocketFactory().createSocket(plain, "client", 1, true);
    secure.setUseClientMode(false);
    secure.startHandshake();
    socket = secure;
    in = new BufferedInputStream(secure.getInputStream());
  }

  /** The version of TLS that was agreed on. */
  public String tlsVersion() {
    return ((SSLSocket) socket).getSession().getProtocol();
  }

  /** Sends FIN, and can still hear. */
  public void halfClose() throws IOException {
    socket.shutdownOutput();
  }

  /** Sends RST. */
  public void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Its key is read once: that takes longer than a session. */
  private static synchronized SSLContext context() throws IOException {
    if (shared == null) {
      shared = read();
    }
    return shared;
  }

  private static SSLContext read() throws IOException {
    try (InputStream store = PeerSide.class.getResourceAsStream("peer.p12")) {
      var keys = KeyStore.getInstance("PKCS12");
      keys.load(store, PASSWORD);
      var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, PASSWORD);
      var context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("no key for TLS", e);
    }
  }
}
