package org.smtpspec.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Mixes walks through several sessions into one sequence, in which their commands alternate. */
final class Interleaving {
  /** So many connections at once a suite file knows, see {@code suites/FORMAT.md}. */
  static final int MOST = 2;

  private Interleaving() {}

  /** Each of {@code walks} on a connection of its own; the order within each stays. */
  static List<Move> of(List<List<Move>> walks, Random random) {
    List<Deque<Move>> left = new ArrayList<>();
    for (List<Move> walk : walks) {
      int number = left.size() + 1;
      left.add(new ArrayDeque<>(walk.stream().map(move -> move.on(number)).toList()));
    }
    var moves = new ArrayList<Move>();
    while (!left.isEmpty()) {
      Deque<Move> next = left.get(random.nextInt(left.size()));
      moves.add(next.remove());
      left.removeIf(Deque::isEmpty);
    }
    return moves;
  }
}
