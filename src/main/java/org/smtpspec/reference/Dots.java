package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/** The wrong ways to take off doubled periods. RFC 821 section 4.5.2 has the right one. */
final class Dots {
  private final Defects defects;

  Dots(Defects defects) {
    this.defects = defects;
  }

  /** Takes the periods off a wire text, as the defects want it. */
  String removed(String wire) {
    StringBuilder text = new StringBuilder(wire.length());
    int lastLine = wire.lastIndexOf("\r\n", wire.length() - 3) + 2;
    int firstOfBody = wire.startsWith("\r\n") ? 2 : wire.indexOf("\r\n\r\n") + 4;
    int start = 0;
    while (start < wire.length()) {
      int end = wire.indexOf("\r\n", start);
      int next = end < 0 ? wire.length() : end + 2;
      String line = wire.substring(start, next);
      text.append(line, removedFrom(line, start, firstOfBody, lastLine), line.length());
      start = next;
    }
    if (defects.has(END_MARK_STORED)) {
      text.append(".\r\n");
    }
    return text.toString();
  }

  /** How many characters to take off a line. */
  private int removedFrom(String line, int start, int firstOfBody, int lastLine) {
    if (!line.startsWith(".") || isKept(line, start, firstOfBody, lastLine)) {
      return 0;
    }
    boolean two =
        defects.has(TWO_DOTS_REMOVED) || (defects.has(DOT_LOST_AT_8192) && isAt(start, 8192));
    return two && line.startsWith("..") ? 2 : 1;
  }

  private boolean isKept(String line, int start, int firstOfBody, int lastLine) {
    return defects.has(DOTS_NOT_REMOVED)
        || (defects.has(ONLY_DOUBLED_DOTS_REMOVED) && !line.startsWith(".."))
        || (defects.has(FIRST_LINE_DOT_KEPT) && (start == 0 || start == firstOfBody))
        || (defects.has(LAST_LINE_DOT_KEPT) && start == lastLine)
        || (defects.has(DOT_KEPT_AT_1024) && isAt(start, 1024))
        || (defects.has(DOT_KEPT_AT_4096) && isAt(start, 4096));
  }

  /** Whether one of the two periods stands on the edge of a buffer. */
  private static boolean isAt(int start, int size) {
    return start > 0 && (start % size == 0 || (start + 1) % size == 0);
  }
}
