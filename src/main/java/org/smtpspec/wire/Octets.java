package org.smtpspec.wire;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable run of octets. Text is ISO-8859-1, which loses no octet.
 *
 * <p>The escaped form ({@link #escaped}, {@link #unescape}) is printable ASCII: {@code \r \n \t \\}
 * and {@code \xHH} for all else, so that it can stand in a terminal, a file name or a JSON string
 * as it is.
 */
public final class Octets {
  /** No octets at all. */
  public static final Octets EMPTY = new Octets(new byte[0]);

  /** The end of a line in SMTP, RFC 5321 section 2.3.8. */
  public static final Octets CRLF = of("\r\n");

  private final byte[] bytes;

  /** The same as text, once it was asked for. */
  private String text;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The octets of {@code text}, each char one octet. Chars above 0xFF are an error. */
  public static Octets of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    // What is no octet has become a question mark, two chars of one sign only one.
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '?' && text.charAt(i) > 0xFF) {
        throw new IllegalArgumentException(
            "not an octet: U+%04X at %d".formatted((int) text.charAt(i), i));
      }
    }
    var octets = new Octets(bytes);
    octets.text = text;
    return octets;
  }

  /** A copy of {@code bytes}. */
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /** A copy of {@code bytes} from {@code from} (included) to {@code to} (excluded). */
  public static Octets of(byte[] bytes, int from, int to) {
    return new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  /** The octets that {@code escaped} stands for; the inverse of {@link #escaped}. */
  public static Octets unescape(String escaped) {
    var out = new StringBuilder(escaped.length());
    for (int i = 0; i < escaped.length(); i++) {
      char c = escaped.charAt(i);
      if (c != '\\') {
        out.append(c);
        continue;
      }
      char kind = ++i < escaped.length() ? escaped.charAt(i) : ' ';
      switch (kind) {
        case 'r' -> out.append('\r');
        case 'n' -> out.append('\n');
        case 't' -> out.append('\t');
        case '\\' -> out.append('\\');
        case 'x' -> {
          if (i + 3 > escaped.length()) {
            throw new IllegalArgumentException(
                "\\x needs two hex digits: " + escaped.substring(i - 1));
          }
          out.append((char) HexFormat.fromHexDigits(escaped, i + 1, i + 3));
          i += 2;
        }
        default ->
            throw new IllegalArgumentException("unknown escape \\" + kind + " in " + escaped);
      }
    }
    return of(out.toString());
  }

  /** These octets with {@code more} behind them. */
  public Octets plus(Octets more) {
    byte[] joined = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
    System.arraycopy(more.bytes, 0, joined, bytes.length, more.bytes.length);
    return new Octets(joined);
  }

  /** How many octets these are. */
  public int length() {
    return bytes.length;
  }

  /** Whether there is no octet. */
  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /** A copy as bytes. */
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, bytes.length);
  }

  /** As text, each octet one char (ISO-8859-1). */
  public String text() {
    String known = text;
    if (known == null) {
      known = new String(bytes, StandardCharsets.ISO_8859_1);
      text = known;
    }
    return known;
  }

  /** As printable ASCII. */
  public String escaped() {
    var out = new StringBuilder(bytes.length + 8);
    for (byte b : bytes) {
      switch (b) {
        case '\r' -> out.append("\\r");
        case '\n' -> out.append("\\n");
        case '\t' -> out.append("\\t");
        case '\\' -> out.append("\\\\");
        default -> {
          if (b >= 0x20 && b < 0x7F) {
            out.append((char) b);
          } else {
            out.append("\\x").append(HexFormat.of().withUpperCase().toHexDigits(b));
          }
        }
      }
    }
    return out.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return escaped();
  }
}
