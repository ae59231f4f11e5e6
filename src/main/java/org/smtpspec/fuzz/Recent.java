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

  private final Map<String, Play> plays = new LinkedHashMap<>();

  /**
   * Keeps one; the oldest may go.
   *
   * @param allowed what was written by a client that may send mail on
   */
  synchronized void keep(String root, long index, Sequence sequence, String allowed) {
    plays.put(root, new Play(new Lives.Suspect(index, sequence), allowed));
    if (plays.size() > MOST) {
      plays.remove(plays.keySet().iterator().next());
    }
  }

  /** The play that {@code word} was sent in, once; empty when it may be sent on. */
  synchronized Optional<Lives.Suspect> take(String word) {
    String root = Stamp.root(word);
    Optional<Play> play =
        Optional.ofNullable(plays.get(root)).filter(one -> !one.allowed.contains(word));
    play.ifPresent(one -> plays.remove(root));
    return play.map(Play::suspect);
  }

  private record Play(Lives.Suspect suspect, String allowed) {}
}
