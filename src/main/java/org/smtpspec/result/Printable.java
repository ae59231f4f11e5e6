package org.smtpspec.result;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Text as the document keeps it: printable ASCII. What a server sent is hostile, and so is what
 * quotes it; as no control character, terminal sequence or direction mark survives here, a report
 * needs to think of its own markup only.
 */
final class Printable {
  private Printable() {}

  /** The octets as printable ASCII: {@code \r \n \t \\ \xHH}. */
  static String octets(byte[] octets) {
    String latin = new String(octets, StandardCharsets.ISO_8859_1);
    return text(latin.replace("\\", "\\\\"));
  }

  /** The text with all but printable ASCII escaped; a backslash stays, as it may be an escape. */
  static String text(String text) {
    StringBuilder out = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c <= '~') {
        if (out != null) {
          out.append(c);
        }
      } else {
        if (out == null) {
          out = new StringBuilder(text.length() + 16).append(text, 0, i);
        }
        escape(c, out);
      }
    }
    return out == null ? text : out.toString();
  }

  private static void escape(char c, StringBuilder out) {
    switch (c) {
      case '\r' -> out.append("\\r");
      case '\n' -> out.append("\\n");
      case '\t' -> out.append("\\t");
      default ->
          out.append(c < 0x100 ? "\\x%02x".formatted((int) c) : "\\u{%04x}".formatted((int) c));
    }
  }

  /** The text made printable, or the empty string in place of an absent one. */
  static String orEmpty(String text) {
    return text == null ? "" : text(text);
  }

  /** The text, made printable, of a property that every document has. */
  static String required(String text, String property) {
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("'" + property + "' is missing or empty");
    }
    return text(text);
  }

  /** The texts made printable; empty in place of an absent list. */
  static List<String> list(List<String> texts) {
    return texts == null ? List.of() : texts.stream().map(Printable::text).toList();
  }

  /** A span in milliseconds to the microsecond: more digits are noise in a diff. */
  static double millis(double ms) {
    if (!Double.isFinite(ms) || ms < 0) {
      throw new IllegalArgumentException("a span of " + ms + " is none");
    }
    return Math.round(ms * 1000) / 1000.0;
  }
}
