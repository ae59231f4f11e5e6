package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.Random;

/** Changes a sequence that has shown something new: its end for another, its octets, its order. */
final class Mutation {
  private Mutation() {}

  /** {@code sequence} with some of {@code other} in it. */
  static Sequence of(Sequence sequence, Sequence other, Random random) {
    var moves = new ArrayList<>(sequence.moves());
    switch (random.nextInt(4)) {
      case 0 -> {
        int keep = 1 + random.nextInt(moves.size());
        moves.subList(keep, moves.size()).clear();
        int from = random.nextInt(other.moves().size());
        moves.addAll(other.moves().subList(from, other.moves().size()));
      }
      case 1 -> moves.remove(random.nextInt(moves.size()));
      case 2 ->
          moves.add(
              random.nextInt(moves.size()),
              other.moves().get(random.nextInt(other.moves().size())));
      default -> moves.addAll(sequence.moves());
    }
    return moves.isEmpty() ? sequence : new Cutting(random).cut(moves);
  }
}
