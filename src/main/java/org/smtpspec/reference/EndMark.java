package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequence of octets that ends the message text. There is one, CRLF . CRLF; RFC 5321 section
 * 4.1.1.4 forbids to take any other for it. The stock line decoder cuts at LF, so that LF . CRLF
 * ends the text too, and so does any line of three octets that starts with a period.
 *
 * @param octets up to eight, the last CR or LF; {@code ?} stands for any
 * @param dropped how many of them are no part of the message
 */
record EndMark(String octets, int dropped) {
  /** The one that there is. */
  static final EndMark TRUE = new EndMark("\r\n.\r\n", 3);

  /** The marks that a server with {@code defects} knows. */
  static List<EndMark> of(Defects defects) {
    List<EndMark> marks = new ArrayList<>();
    marks.add(TRUE);
    addIf(marks, defects.has(LF_DOT_LF_ENDS_TEXT), "\n.\n", 2);
    addIf(marks, defects.has(LF_DOT_CRLF_ENDS_TEXT), "\n.\r\n", 3);
    addIf(marks, defects.has(CRLF_DOT_LF_ENDS_TEXT), "\r\n.\n", 2);
    addIf(marks, defects.has(CR_DOT_CR_ENDS_TEXT), "\r.\r", 2);
    addIf(marks, defects.has(LF_DOT_CRLF_ENDS_TEXT_ALONE), "\n.\r\n", 3);
    addIf(marks, defects.has(LF_DOT_CR_ENDS_TEXT), "\n.\r", 2);
    addIf(marks, defects.has(CR_DOT_LF_ENDS_TEXT), "\r.\n", 2);
    addIf(marks, defects.has(CR_DOT_CRLF_ENDS_TEXT), "\r.\r\n", 3);
    addIf(marks, defects.has(CRLF_DOT_CR_ENDS_TEXT), "\r\n.\r", 2);
    addIf(marks, defects.has(SURPLUS_CR_ENDS_TEXT), "\r\n.\r\r\n", 4);
    addIf(marks, defects.has(NUL_AT_DOT_ENDS_TEXT), "\r\n\0.\r\n", 4);
    addIf(marks, defects.has(NUL_AT_DOT_ENDS_TEXT), "\r\n.\0\r\n", 4);
    addIf(marks, defects.has(DOT_SPACE_ENDS_TEXT), "\r\n. \r\n", 4);
    addIf(marks, defects.has(DOT_ANYTHING_ENDS_TEXT), "\r\n.?\r\n", 4);
    addIf(marks, defects.has(LINE_ENDING_IN_DOT_ENDS_TEXT), ".\r\n", 0);
    return marks;
  }

  private static void addIf(List<EndMark> marks, boolean wanted, String octets, int dropped) {
    if (wanted) {
      marks.add(new EndMark(octets, dropped));
    }
  }

  /** Whether a server with {@code defects} knows a mark whose last octet is CR. */
  static boolean mayEndInCr(Defects defects) {
    return of(defects).stream().anyMatch(mark -> mark.octets.endsWith("\r"));
  }

  /** Whether the last eight octets, the newest lowest, end with this mark. */
  boolean ends(long tail) {
    long rest = tail;
    for (int i = octets.length() - 1; i >= 0; i--) {
      char wanted = octets.charAt(i);
      if (wanted != '?' && wanted != (rest & 0xFF)) {
        return false;
      }
      rest >>>= Byte.SIZE;
    }
    return true;
  }
}
