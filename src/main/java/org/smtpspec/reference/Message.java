package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.smtpspec.wire.Octets;

/**
 * Turns text as it came over the wire into the text of a mailbox: periods that were put in are
 * taken off again, CRLF becomes LF, everything else stays octet for octet. RFC 821 section 4.5.2.
 */
final class Message {
  private Message() {}

  static byte[] stored(byte[] wire, Defects defects) {
    if (!defects.any()) {
      return withLf(withoutDots(wire));
    }
    String text = new Dots(defects).removed(new String(wire, StandardCharsets.ISO_8859_1));
    String damaged = new Damage(defects).done(text);
    return withLf(damaged.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The text with its CRLF, for another host: the periods that were put in are taken off. */
  static byte[] passedOn(byte[] wire, Defects defects) {
    if (!defects.any()) {
      return withoutDots(wire);
    }
    String text = new Dots(defects).removed(new String(wire, StandardCharsets.ISO_8859_1));
    return new Damage(defects).done(text).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Takes one period off each line that starts with one. */
  private static byte[] withoutDots(byte[] wire) {
    byte[] text = new byte[wire.length];
    int length = 0;
    for (int i = 0; i < wire.length; i++) {
      boolean lineStart = i == 0 || (i > 1 && wire[i - 2] == '\r' && wire[i - 1] == '\n');
      if (!lineStart || wire[i] != '.') {
        text[length++] = wire[i];
      }
    }
    return Arrays.copyOf(text, length);
  }

  /** Writes CRLF as LF; a lone CR stays. */
  static byte[] withLf(byte[] text) {
    byte[] stored = new byte[text.length];
    int length = 0;
    for (int i = 0; i < text.length; i++) {
      boolean pair = text[i] == '\r' && i + 1 < text.length && text[i + 1] == '\n';
      if (!pair) {
        stored[length++] = text[i];
      }
    }
    return Arrays.copyOf(stored, length);
  }

  /** Writes LF as CRLF. */
  static Octets withCrlf(byte[] text) {
    return Octets.of(new String(text, StandardCharsets.ISO_8859_1).replace("\n", "\r\n"));
  }
}
