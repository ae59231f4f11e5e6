package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Message text as it comes in, periods still doubled, until an end mark. It keeps no more than
 * {@link #LIMIT} octets and goes on looking for the end behind them. RFC 821 section 4.5.2.
 */
final class IncomingText {
  /** The most that a message may have, as SIZE tells it. */
  static final int LIMIT = 4 * 1024 * 1024;

  private static final int START = 0x0D0A;

  /** Usual sizes of buffers, for a server that takes each piece of a long line for a line. */
  private static final Set<Integer> PIECES =
      Set.of(998, 1000, 1023, 1024, 2047, 2048, 4095, 4096, 8191, 8192);

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final List<EndMark> marks;
  private final boolean wholeMarksOnly;
  private final boolean segmentsStartLines;
  private final boolean readsPieces;
  private final int limit;
  private int lineLength;
  private long tail = START;
  private long received;
  private int dropped = -1;

  IncomingText(Defects defects) {
    this.marks = EndMark.of(defects);
    this.wholeMarksOnly = defects.has(SPLIT_END_MARK_MISSED);
    this.segmentsStartLines = defects.has(SEGMENT_STARTS_A_LINE);
    this.readsPieces = defects.has(LONG_LINE_READ_IN_PIECES);
    this.limit = defects.has(MESSAGE_LIMIT_32K) ? 32768 : LIMIT;
  }

  /** Takes some octets, at most one mark among them and that at the end. */
  void append(byte[] octets) {
    if (segmentsStartLines && lineLength > 0) {
      tail = START;
    }
    for (int i = 0; i < octets.length; i++) {
      tail = tail << Byte.SIZE | (octets[i] & 0xFF);
      lineLength = octets[i] == '\n' ? 0 : lineLength + 1;
      if (readsPieces && PIECES.contains(lineLength) && octets[i] != '.' && octets[i] != '\r') {
        tail = START;
      }
      if (octets[i] == '\n' || (octets[i] == '\r' && i == octets.length - 1)) {
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

  boolean endedByTrueMark() {
    return EndMark.TRUE.ends(tail);
  }

  boolean isTooLong() {
    return received - Math.max(0, dropped) > limit;
  }

  /** The text without its end mark. */
  byte[] octets() {
    return Arrays.copyOf(kept.toByteArray(), Math.max(0, kept.size() - Math.max(0, dropped)));
  }
}
