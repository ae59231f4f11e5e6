package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Message text as it comes in, periods still doubled, until an end mark. It keeps no more than
 * {@link #LIMIT} octets and goes on looking for the end behind them. RFC 821 section 4.5.2.
 */
final class IncomingText {
  /** The most that a message may have, as SIZE tells it. */
  static final int LIMIT = 4 * 1024 * 1024;

  private static final int START = 0x0D0A;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final List<EndMark> marks;
  private final boolean wholeMarksOnly;
  private final int limit;
  private long tail = START;
  private long received;
  private int dropped = -1;

  IncomingText(Defects defects) {
    this.marks = EndMark.of(defects);
    this.wholeMarksOnly = defects.has(SPLIT_END_MARK_MISSED);
    this.limit = defects.has(MESSAGE_LIMIT_32K) ? 32768 : LIMIT;
  }

  /** Takes some octets, at most one mark among them and that at the end. */
  void append(byte[] octets) {
    for (byte octet : octets) {
      tail = tail << Byte.SIZE | (octet & 0xFF);
      if (octet == '\n' || octet == '\r') {
        endAtMark();
      }
    }
    received += octets.length;
    kept.write(octets, 0, Math.max(0, Math.min(octets.length, limit + 3 - kept.size())));
    if (wholeMarksOnly && octets.length < 3) {
      dropped = -1;
    }
  }

  private void endAtMark() {
    for (EndMark mark : marks) {
      if (mark.ends(tail)) {
        dropped = mark.dropped();
        return;
      }
    }
  }

  boolean ended() {
    return dropped >= 0;
  }

  boolean isTooLong() {
    return received - Math.max(0, dropped) > limit;
  }

  /** The text without its end mark. */
  byte[] octets() {
    return Arrays.copyOf(kept.toByteArray(), Math.max(0, kept.size() - Math.max(0, dropped)));
  }
}
