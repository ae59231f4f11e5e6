package org.smtpspec.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/** Reads a transcript step by step, as it was played. Not thread-safe. */
public final class Playback {
  private final List<Event> events;
  private int next;

  /** Begins at the first event of {@code transcript}. */
  public Playback(Transcript transcript) {
    this.events = transcript.events();
  }

  /** The reply that nobody asked for that stands next, if one does. It is passed over. */
  public Optional<Reply> unasked() {
    if (next >= events.size()) {
      return Optional.empty();
    }
    Optional<Reply> reply = events.get(next).unasked();
    if (reply.isPresent()) {
      next++;
    }
    return reply;
  }

  /** What the next step met; empty when the play did not come that far. */
  public Optional<Observation> next() {
    if (next >= events.size()) {
      return Optional.empty();
    }
    Event event = events.get(next++);
    Observation seen = event.observation();
    if (event.messages().isPresent()) {
      return Optional.of(new Observation.Mail(following(event.messages().getAsInt()), List.of()));
    } else if (event.passages().isPresent()) {
      List<Octets> passages = following(event.passages().getAsInt());
      return Optional.of(Observation.Mail.passed(passages.stream().map(Passage::parse).toList()));
    }
    return Optional.of(seen);
  }

  private List<Octets> following(int number) {
    var found = new ArrayList<Octets>();
    for (int i = 0; i < number && next < events.size(); i++) {
      found.add(events.get(next++).octets());
    }
    return found;
  }

  /** The position of the event that was read last, from 0. */
  public int position() {
    return next - 1;
  }

  /**
   * The last octets that the client sent before the event read last; empty octets when there are
   * none.
   */
  public Octets lastSent() {
    for (int i = Math.min(next, events.size()) - 1; i >= 0; i--) {
      if (events.get(i).fromClient()) {
        return events.get(i).octets();
      }
    }
    return Octets.EMPTY;
  }

  /** The time of the event read last, in milliseconds, since the event before it. */
  public double waited() {
    int last = Math.min(next, events.size()) - 1;
    return last < 1 ? 0 : events.get(last).ms() - events.get(last - 1).ms();
  }
}
