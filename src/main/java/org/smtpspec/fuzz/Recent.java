package org.smtpspec.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was played of late with a message in it, by the root of its words: mail that is sent on
 * comes out elsewhere long after its session. Thread-safe.
 */
final class Recent {
  private static final int MOST = 2048;

  private final Map<String, Lives.Suspect> plays = new LinkedHashMap<>();

  /** Keeps one; the oldest may go. */
  synchronized void keep(String root, long index, Sequence sequence) {
    plays.put(root, new Lives.Suspect(index, sequence));
    if (plays.size() > MOST) {
      plays.remove(plays.keySet().iterator().next());
    }
  }

  /** The play that {@code word} was sent in, once. */
  synchronized Optional<Lives.Suspect> take(String word) {
    return Optional.ofNullable(plays.remove(Stamp.root(word)));
  }
}
