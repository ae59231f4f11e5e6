package org.smtpspec.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts what a server sends into replies. Any octets may be fed, in any pieces; nothing throws. What
 * departs from the grammar of RFC 5321 section 4.2 is noted in the reply as a {@link Departure}.
 *
 * <p>A reply ends with its first line that is not followed by a hyphen after three digits. A line
 * ends in LF, with or without CR before it.
 */
public final class ReplyReader {
  /**
   * More octets than this in one reply are a flood: 1 MiB. RFC 5321 section 4.5.3.1.5 allows 512 a
   * line.
   */
  public static final int FLOOD = 1 << 20;

  private static final int LONGEST_LINE = 512;

  private final Deque<Reply> ready = new ArrayDeque<>();
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
  private final List<String> lines = new ArrayList<>();
  private final Set<Departure> departures = EnumSet.noneOf(Departure.class);
  private int firstCode = -1;

  /** Takes {@code length} octets of {@code buffer}. */
  public void feed(byte[] buffer, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (buffer[i] == '\n' || i == length - 1) {
        raw.write(buffer, from, i + 1 - from);
        line.write(buffer, from, i + 1 - from);
        from = i + 1;
      }
      if (buffer[i] == '\n') {
        endLine();
      }
    }
  }

  /** The next whole reply, if there is one. */
  public Optional<Reply> poll() {
    return Optional.ofNullable(ready.poll());
  }

  /** Whether more than {@link #FLOOD} octets have come that make no reply. */
  public boolean flooded() {
    return raw.size() > FLOOD;
  }

  /** The octets that have come after the last whole reply; of a flood its first 1,024. */
  public Octets partial() {
    byte[] all = raw.toByteArray();
    return Octets.of(all, 0, flooded() ? 1024 : all.length);
  }

  /** Whether everything fed has been handed out. */
  boolean isDrained() {
    return ready.isEmpty() && raw.size() == 0;
  }

  private void endLine() {
    byte[] octets = line.toByteArray();
    line.reset();
    String text = withoutEnd(octets);
    int code = code(text);
    note(octets, text, code);
    boolean more = code >= 0 && text.length() > 3 && text.charAt(3) == '-';
    lines.add(code >= 0 ? text.substring(Math.min(text.length(), 4)) : text);
    if (!more) {
      ready.add(new Reply(Math.max(code, 0), lines, Octets.of(raw.toByteArray()), departures));
      raw.reset();
      lines.clear();
      departures.clear();
      firstCode = -1;
    }
  }

  private String withoutEnd(byte[] octets) {
    int end = octets.length - 1;
    if (end > 0 && octets[end - 1] == '\r') {
      end--;
    } else {
      departures.add(Departure.BARE_LF);
    }
    return Octets.of(octets, 0, end).text();
  }

  private static int code(String text) {
    if (text.length() < 3) {
      return -1;
    }
    int code = 0;
    for (int i = 0; i < 3; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      code = code * 10 + (c - '0');
    }
    return code;
  }

  private void note(byte[] octets, String text, int code) {
    if (octets.length > LONGEST_LINE) {
      departures.add(Departure.LINE_TOO_LONG);
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        departures.add(Departure.NUL);
      } else if (c == '\r') {
        departures.add(Departure.BARE_CR);
      } else if (c > 0x7F) {
        departures.add(Departure.EIGHT_BIT);
      }
    }
    if (code < 0) {
      departures.add(Departure.NO_CODE);
    } else if (text.length() > 3 && text.charAt(3) != ' ' && text.charAt(3) != '-') {
      // The code alone fits the grammar of RFC 5321 section 4.2, which only advises against it.
      departures.add(Departure.NO_SEPARATOR);
    }
    if (firstCode >= 0 && code != firstCode) {
      departures.add(Departure.CODE_CHANGES);
    }
    firstCode = firstCode < 0 ? code : firstCode;
  }
}
