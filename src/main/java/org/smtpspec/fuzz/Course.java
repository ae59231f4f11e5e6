package org.smtpspec.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** What a play has shown so far, on all its connections. Not thread-safe. */
final class Course {
  final List<Exchange> exchanges = new ArrayList<>();
  Optional<Breach> breach = Optional.empty();
  boolean throttled;

  /** How many marks were answered. */
  int marks;

  /** The writes that are to come. */
  final Deque<List<Move>> writes;

  /** The index of the write that is under way. */
  int write;

  Course(Sequence sequence) {
    this.writes = new ArrayDeque<>(sequence.writes());
  }
}
