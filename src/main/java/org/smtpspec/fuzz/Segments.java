package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.smtpspec.wire.Octets;

/**
 * Plays a sequence whole and in pieces: TCP carries a stream, so that a server must answer both
 * alike. RFC 5321 section 2.3.7.
 */
final class Segments {
  /** A difference counts when it shows so often in a row. */
  private static final int AGAIN = 3;

  private final Function<Sequence, Played> play;

  Segments(Function<Sequence, Played> play) {
    this.play = play;
  }

  /** {@code sequence} with each move cut into some pieces. */
  static Sequence cut(Sequence sequence, Random random) {
    var moves = new ArrayList<Move>();
    for (Move move : sequence.moves()) {
      byte[] bytes = move.octets().toBytes();
      int from = 0;
      for (int cuts = random.nextInt(3); cuts > 0 && from + 1 < bytes.length; cuts--) {
        int to = from + Cutting.place(Octets.of(bytes, from, bytes.length).toBytes(), random);
        moves.add(move.with(Octets.of(bytes, from, to)).alone());
        from = to;
      }
      moves.add(move.with(Octets.of(bytes, from, bytes.length)).alone());
    }
    return new Sequence(moves);
  }

  /** {@code sequence} with what does not end a line joined to what follows on its connection. */
  private static Sequence whole(Sequence sequence) {
    var moves = new ArrayList<Move>();
    Octets open = Octets.EMPTY;
    int connection = 1;
    for (Move move : sequence.moves()) {
      if (move.connection() != connection && !open.isEmpty()) {
        moves.add(new Move(open, false, connection));
        open = Octets.EMPTY;
      }
      connection = move.connection();
      open = open.plus(move.octets());
      if (open.text().endsWith("\r\n")) {
        moves.add(new Move(open, false, connection));
        open = Octets.EMPTY;
      }
    }
    if (!open.isEmpty()) {
      moves.add(new Move(open, false, connection));
    }
    return new Sequence(moves);
  }

  /** What the pieces of {@code sequence} change, if it shows again and again. */
  Optional<Breach> judge(Sequence sequence) {
    Optional<Breach> seen = Optional.empty();
    for (int i = 0; i < AGAIN; i++) {
      seen = difference(play.apply(whole(sequence)), play.apply(sequence));
      if (seen.isEmpty()) {
        return seen;
      }
    }
    return seen;
  }

  private static Optional<Breach> difference(Played whole, Played pieces) {
    boolean comparable =
        whole.certain() && !whole.throttled() && !pieces.throttled() && whole.breach().isEmpty();
    List<Integer> expected = whole.codes();
    List<Integer> got = pieces.codes();
    if (!comparable || expected.equals(got)) {
      return Optional.empty();
    }
    int i = 0;
    while (i < Math.min(expected.size(), got.size()) && expected.get(i).equals(got.get(i))) {
      i++;
    }
    if (i == got.size()) {
      return Optional.empty();
    }
    Exchange exchange = pieces.exchanges().get(i);
    String wanted = i < expected.size() ? Integer.toString(expected.get(i)) : "nothing";
    return Optional.of(
        new Breach(
            Rule.SAME_REPLIES,
            exchange.state(),
            exchange.command().verb(),
            exchange.command().argument(),
            Integer.toString(exchange.code()),
            wanted));
  }
}
