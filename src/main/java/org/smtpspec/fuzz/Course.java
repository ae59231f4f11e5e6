package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a play has shown so far, on all its connections. Not thread-safe. */
final class Course {
  final List<Exchange> exchanges = new ArrayList<>();
  Optional<Breach> breach = Optional.empty();
  boolean throttled;

  /** The index of the write that is under way. */
  int write;
}
