package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Puts the trace lines above a message: Return-Path, then Received, then what the client sent. RFC
 * 821 section 4.1.1. A Return-Path that the client sent is left out, so that there is one only, RFC
 * 5321 section 4.4.
 */
final class Stamping {
  private final Defects defects;

  Stamping(Defects defects) {
    this.defects = defects;
  }

  byte[] local(String returnPath, String received, byte[] text) {
    String path = defects.has(NO_RETURN_PATH) ? "" : returnPath;
    if (defects.has(RETURN_PATH_FROM_HEADER)) {
      path = "Return-Path: <" + headerSender(text) + ">\n";
    }
    String stamp = defects.has(NO_RECEIVED) ? "" : received;
    if (defects.has(BCC_REVEALED)) {
      stamp += "Apparently-To: <alice@mta.test>, <bob@mta.test>\n";
    }
    byte[] rest = withoutReturnPath(text);
    if (defects.has(RECEIVED_AT_BOTTOM)) {
      return joined(path, belowHeader(stamp, rest));
    }
    return joined(defects.has(RETURN_PATH_BELOW_RECEIVED) ? stamp + path : path + stamp, rest);
  }

  static byte[] joined(String top, byte[] text) {
    byte[] head = top.getBytes(StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream all = new ByteArrayOutputStream(head.length + text.length);
    all.writeBytes(head);
    all.writeBytes(text);
    return all.toByteArray();
  }

  /** Leaves out each Return-Path field of the header, its folded lines too. */
  private static byte[] withoutReturnPath(byte[] text) {
    ByteArrayOutputStream kept = new ByteArrayOutputStream(text.length);
    boolean dropping = false;
    int at = 0;
    while (at < text.length && text[at] != '\n') {
      int end = lineEnd(text, at);
      boolean folded = text[at] == ' ' || text[at] == '\t';
      dropping = folded ? dropping : isReturnPath(text, at, end);
      if (!dropping) {
        kept.write(text, at, end - at);
      }
      at = end;
    }
    kept.write(text, at, text.length - at);
    return kept.toByteArray();
  }

  private static boolean isReturnPath(byte[] text, int start, int end) {
    String name = "return-path:";
    int length = Math.min(name.length(), end - start);
    return new String(text, start, length, StandardCharsets.ISO_8859_1).equalsIgnoreCase(name);
  }

  private static int lineEnd(byte[] text, int start) {
    int end = start;
    while (end < text.length && text[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, text.length);
  }

  private static byte[] belowHeader(String stamp, byte[] text) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    int gap = all.startsWith("\n") ? 0 : all.indexOf("\n\n") + 1;
    String stamped = all.substring(0, gap) + stamp + all.substring(gap);
    return stamped.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The address of the From field; empty if there is none. */
  static String headerSender(byte[] text) {
    for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
      if (line.regionMatches(true, 0, "From:", 0, 5)) {
        String sender = line.substring(5).strip();
        int open = sender.indexOf('<');
        return open < 0 ? sender : sender.substring(open + 1).replace(">", "");
      }
    }
    return "";
  }
}
