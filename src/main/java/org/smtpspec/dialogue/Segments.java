package org.smtpspec.dialogue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Parts what is written on a connection from what was written on it before, so that a server reads
 * the two apart: TCP carries a stream and promises nothing of the kind (RFC 5321 section 2.3.7),
 * and two writes in a row arrive as one. Not thread-safe.
 */
final class Segments {
  /**
   * Short turns rather than one long one: on a busy machine each has to wait for the processor, as
   * the server has, so that the time grows with the load.
   */
  private static final int TURNS = 10;

  private static final Duration TURN = Duration.ofMillis(3);

  private final Set<Integer> underWay = new HashSet<>();

  /** Something was written on {@code connection}. */
  void wrote(int connection) {
    underWay.add(connection);
  }

  /** The server was listened to on {@code connection}: what was written there has been read. */
  void heard(int connection) {
    underWay.remove(connection);
  }

  /** Gives the server time to read what is under way on {@code connection}. */
  void part(int connection) {
    if (underWay.remove(connection)) {
      for (int i = 0; i < TURNS; i++) {
        Postbox.sleep(TURN);
      }
    }
  }
}
