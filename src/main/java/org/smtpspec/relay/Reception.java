package org.smtpspec.relay;

import java.util.List;
import org.smtpspec.dialogue.Event;

/**
 * What a server said to a probe while the client listened.
 *
 * @param kind what it means
 * @param stage how far the probe came
 * @param code the reply code; 0 when no reply came
 * @param words what was sent, and how it was answered; or why nothing can be said
 * @param events the session of this probe
 */
record Reception(Kind kind, Stage stage, int code, String words, List<Event> events) {
  /** Copies the list. */
  Reception {
    events = List.copyOf(events);
  }

  /** What a server said. */
  enum Kind {
    /** It took the message. */
    TAKEN,
    /** It refused, 5xx, or hung up. */
    REFUSED,
    /** It put it off, 4xx. */
    DEFERRED,
    /** The connection is gone, or was: the probe is to be tried on a new one. */
    LOST,
    /** No answer came. */
    UNTRIED,
    /** The server, or the target, does not have what the cell needs. */
    ABSENT
  }

  static Reception absent(String why) {
    return new Reception(Kind.ABSENT, Stage.GREETING, 0, why, List.of());
  }

  Reception as(Kind other) {
    return new Reception(other, stage, code, words, events);
  }

  Reception with(List<Event> said) {
    return new Reception(kind, stage, code, words, said);
  }
}
