package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Set;

/**
 * One event of a dialogue: {@code C} is what the client wrote, {@code S} what the server wrote,
 * {@code *} anything else, such as a close; {@code C2} and {@code S2} are a second connection.
 *
 * @param ms when, counted from the start of the case
 * @param from who: C, S, C2, S2 or *
 * @param octets what, as printable ASCII with the escapes {@code \r \n \t \\ \xHH}
 */
@JsonPropertyOrder({"ms", "from", "octets"})
public record TranscriptLine(double ms, String from, String octets) {
  private static final Set<String> SIDES = Set.of("C", "S", "C2", "S2", "*");

  /** Checks the side, and escapes whatever is not printable ASCII. */
  public TranscriptLine {
    ms = Printable.millis(ms);
    if (from == null || !SIDES.contains(from)) {
      throw new IllegalArgumentException("'from' is '" + from + "', expected C, S, C2, S2 or *");
    }
    octets = Printable.orEmpty(octets);
  }

  /** An event from raw octets, which it escapes. */
  public static TranscriptLine of(double ms, String from, byte[] octets) {
    return new TranscriptLine(ms, from, Printable.octets(octets));
  }

  /** Whether the server wrote this. */
  public boolean fromServer() {
    return from.startsWith("S");
  }

  /** Whether the client wrote this. */
  public boolean fromClient() {
    return from.startsWith("C");
  }
}
