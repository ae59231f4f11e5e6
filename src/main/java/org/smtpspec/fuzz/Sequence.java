package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.smtpspec.wire.Octets;

/** What a client writes in one session, or in several at once, from the greeting on. */
record Sequence(List<Move> moves) {
  /** Copies the list. */
  Sequence {
    moves = List.copyOf(moves);
  }

  /** The moves by writes: each list goes out at once. */
  List<List<Move>> writes() {
    var writes = new ArrayList<List<Move>>();
    for (Move move : moves) {
      List<Move> last = writes.isEmpty() ? List.of() : writes.get(writes.size() - 1);
      if (last.isEmpty() || !move.joined() || !move.isBeside(last.get(0))) {
        last = new ArrayList<>();
        writes.add(last);
      }
      last.add(move);
    }
    return writes;
  }

  /** All but the last move. */
  Sequence withoutLast() {
    return new Sequence(moves.subList(0, Math.max(0, moves.size() - 1)));
  }

  /** All that is written, in order. */
  Octets octets() {
    return Octets.of(text());
  }

  /** The same, each octet one char. */
  String text() {
    var all = new StringBuilder();
    moves.forEach(move -> all.append(move.octets().text()));
    return all.toString();
  }
}
