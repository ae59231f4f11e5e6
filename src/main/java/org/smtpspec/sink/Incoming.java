package org.smtpspec.sink;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** What a client sends, line by line, and whether more of it has come already. Not thread-safe. */
final class Incoming {
  /** A line may be so long; what follows is a line of its own. */
  static final int LONGEST = 1 << 20;

  private static final int SHOWN = 200;

  private final InputStream in;
  private final byte[] buffer = new byte[16384];
  private int from;
  private int to;

  Incoming(InputStream in) {
    this.in = in;
  }

  /**
   * The next line with its line end, which is LF; the CR before it is no condition.
   *
   * @throws EOFException when the client has closed before any octet of it
   */
  String line() throws IOException {
    var line = new StringBuilder();
    while (line.length() < LONGEST) {
      if (from == to && !fill()) {
        break;
      }
      char c = (char) (buffer[from++] & 0xFF);
      line.append(c);
      if (c == '\n') {
        break;
      }
    }
    if (line.isEmpty()) {
      throw new EOFException("closed by the client");
    }
    return line.toString();
  }

  private boolean fill() throws IOException {
    from = 0;
    to = Math.max(0, in.read(buffer));
    return to > 0;
  }

  /** Whether nothing that was read is left. */
  boolean isExhausted() {
    return from == to;
  }

  /** The first of what has come and is not handed out yet; empty when there is nothing. */
  String early() throws IOException {
    if (from == to && (in.available() == 0 || !fill())) {
      return "";
    }
    return new String(buffer, from, Math.min(SHOWN, to - from), StandardCharsets.ISO_8859_1);
  }
}
