package org.smtpspec.fuzz;

import java.util.HexFormat;
import java.util.zip.CRC32C;

/**
 * Which numbered sequences were played, as their count and one digest in which order means nothing:
 * the rolls of two shares together are the roll of the whole.
 */
record Roll(long count, long digest) {
  static final Roll EMPTY = new Roll(0, 0);

  /** The roll of one sequence. */
  static Roll of(long index, Sequence sequence) {
    var sum = new CRC32C();
    for (Move move : sequence.moves()) {
      sum.update((move.joined() ? '+' : '-') + 2 * move.connection());
      sum.update(move.octets().toBytes());
    }
    return new Roll(1, mixed(mixed(index) ^ sum.getValue()));
  }

  /** Both. */
  Roll and(Roll other) {
    return new Roll(count + other.count, digest + other.digest);
  }

  /** Spreads what differs in a few bits; Steele, Lea, Flood: SplitMix64, 2014. */
  private static long mixed(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** The roll as a line of fields. */
  String line() {
    return "roll\t" + count + "\t" + HexFormat.of().toHexDigits(digest);
  }

  /** The roll that the fields of {@link #line} give. */
  static Roll of(String[] fields) {
    return new Roll(Long.parseLong(fields[1]), HexFormat.fromHexDigitsToLong(fields[2]));
  }
}
