package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.smtpspec.wire.Octets;

/** Joins commands into one write, cuts them into several, and damages their octets. */
final class Cutting {
  private final Random random;

  Cutting(Random random) {
    this.random = random;
  }

  /** A sequence of {@code moves}, half of the time as they are. */
  Sequence cut(List<Move> moves) {
    List<Move> all = new ArrayList<>(moves);
    switch (random.nextInt(13)) {
      case 0, 1, 2 -> join(all, false);
      case 3 -> join(all, true);
      case 4, 5 -> split(all);
      case 6 -> damage(all);
      case 7 -> overlap(all);
      default -> {
        // As they are.
      }
    }
    return new Sequence(all);
  }

  /** Joins what RFC 2920 section 3.1 lets stand in one group, or all there is. */
  private void join(List<Move> moves, boolean everything) {
    for (int i = 1; i < moves.size(); i++) {
      Move before = moves.get(i - 1);
      boolean beside = moves.get(i).isBeside(before);
      if (beside && (everything || leadsGroup(before)) && random.nextInt(8) > 0) {
        moves.set(i, moves.get(i).behind());
      }
    }
  }

  private static boolean leadsGroup(Move move) {
    String text = move.octets().text();
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '\r') {
      end++;
    }
    return Verb.of(text.substring(0, end)).leadsGroup();
  }

  private void split(List<Move> moves) {
    int cuts = 1 + random.nextInt(4);
    for (int n = 0; n < cuts; n++) {
      int i = random.nextInt(moves.size());
      Octets octets = moves.get(i).octets();
      if (octets.length() > 1) {
        byte[] bytes = octets.toBytes();
        int at = place(bytes, random);
        moves.set(i, moves.get(i).with(Octets.of(bytes, 0, at)));
        moves.add(i + 1, moves.get(i).with(Octets.of(bytes, at, bytes.length)).alone());
      }
    }
  }

  /** Where to cut: anywhere, or at a period or line end, where it matters most. */
  static int place(byte[] bytes, Random random) {
    int at = 1 + random.nextInt(bytes.length - 1);
    if (random.nextBoolean()) {
      for (int i = 0; i < bytes.length && !isEdge(bytes, at); i++) {
        at = at % (bytes.length - 1) + 1;
      }
    }
    return at;
  }

  private static boolean isEdge(byte[] bytes, int at) {
    return bytes[at] == '.' || bytes[at - 1] == '.' || (bytes[at] == '\n' && bytes[at - 1] == '\r');
  }

  /** Writes the begin of a command along with the one before, its rest behind the reply to that. */
  private void overlap(List<Move> moves) {
    for (int i = 1; i < moves.size(); i++) {
      Move before = moves.get(i - 1);
      byte[] bytes = moves.get(i).octets().toBytes();
      boolean beside = moves.get(i).isBeside(before);
      if (beside && leadsGroup(before) && bytes.length > 1 && random.nextInt(3) == 0) {
        int at = 1 + random.nextInt(bytes.length - 1);
        moves.set(i, moves.get(i).with(Octets.of(bytes, 0, at)).behind());
        moves.add(i + 1, moves.get(i).with(Octets.of(bytes, at, bytes.length)).alone());
        i++;
      }
    }
  }

  /** Truncates, flips, repeats or splices; what comes of it, the model sees. */
  private void damage(List<Move> moves) {
    int i = random.nextInt(moves.size());
    byte[] bytes = moves.get(i).octets().toBytes();
    int at = random.nextInt(bytes.length);
    switch (random.nextInt(4)) {
      case 0 -> bytes = Arrays.copyOf(bytes, at + 1);
      case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 2 -> moves.add(i, moves.get(i));
      default -> {
        Move other = moves.get(random.nextInt(moves.size()));
        bytes = Octets.of(bytes, 0, at).plus(other.octets()).toBytes();
      }
    }
    moves.set(i, moves.get(i).with(Octets.of(bytes)));
  }
}
