package org.smtpspec.dialogue;

import java.util.List;

/**
 * What happened in one play of a dialogue, in order: each step that was reached left one event, an
 * inbox one more for each message; replies that nobody asked for stand between. It is all that a
 * judge needs.
 */
public record Transcript(List<Event> events) {
  /** Copies the list. */
  public Transcript {
    events = List.copyOf(events);
  }
}
