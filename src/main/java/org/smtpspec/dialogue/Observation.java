package org.smtpspec.dialogue;

import java.util.List;
import java.util.Optional;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/** What a step met. */
public sealed interface Observation {
  /** The observation in words, as a finding shows it. */
  String words();

  /** Whether {@code set} holds it; named groups of the pattern that matches are bound. */
  default boolean isIn(ReplySet set, Bindings bindings) {
    return false;
  }

  /** The reply, when it is one. */
  default Optional<Reply> answer() {
    return Optional.empty();
  }

  /** How the connection failed, when it did. */
  default Optional<Fault> fault() {
    return Optional.empty();
  }

  /** Whether it is the end of the connection. */
  default boolean hasEnded() {
    return fault()
        .filter(how -> how instanceof Fault.Close || how instanceof Fault.Reset)
        .isPresent();
  }

  /** The messages of an inbox, when it is one that could be read. */
  default Optional<Mail> mail() {
    return Optional.empty();
  }

  /** The step was done; there was nothing to meet. */
  record Done() implements Observation {
    @Override
    public String words() {
      return "done";
    }
  }

  /** The reply that the step waited for. */
  record Answer(Reply reply) implements Observation {
    @Override
    public String words() {
      return reply.raw().escaped();
    }

    @Override
    public boolean isIn(ReplySet set, Bindings bindings) {
      return set.matches(reply, bindings);
    }

    @Override
    public Optional<Reply> answer() {
      return Optional.of(reply);
    }
  }

  /**
   * The connection failed.
   *
   * @param how the fault
   * @param partial what had come of a reply by then
   */
  record Broken(Fault how, Octets partial) implements Observation {
    @Override
    public String words() {
      return how.words() + (partial.isEmpty() ? "" : " after \"" + partial.escaped() + "\"");
    }

    @Override
    public boolean isIn(ReplySet set, Bindings bindings) {
      return set.closed() && hasEnded();
    }

    @Override
    public Optional<Fault> fault() {
      return Optional.of(how);
    }
  }

  /** Something arrived when nothing may. */
  record Noise(Octets octets) implements Observation {
    @Override
    public String words() {
      return octets.escaped();
    }
  }

  /**
   * The messages of this play in an inbox or at the next hop.
   *
   * @param messages as stored, or as they were before they were sent on
   * @param passages how they came to the next hop, refused ones too; empty when it is an inbox
   */
  record Mail(List<Octets> messages, List<Passage> passages) implements Observation {
    /** Copies the lists. */
    public Mail {
      messages = List.copyOf(messages);
      passages = List.copyOf(passages);
    }

    /** What the next hop got. */
    static Mail passed(List<Passage> passages) {
      return new Mail(
          passages.stream().filter(Passage::taken).map(Passage::message).toList(), passages);
    }

    @Override
    public String words() {
      return messages.size() + (messages.size() == 1 ? " message" : " messages");
    }

    @Override
    public Optional<Mail> mail() {
      return Optional.of(this);
    }
  }

  /** An inbox of which nothing can be said. */
  record NoInbox(String why) implements Observation {
    @Override
    public String words() {
      return why;
    }
  }
}
