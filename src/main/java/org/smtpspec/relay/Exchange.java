package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.smtpspec.dialogue.Alternative;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Observation;
import org.smtpspec.dialogue.Playback;
import org.smtpspec.dialogue.Rank;
import org.smtpspec.dialogue.ReplyPattern;
import org.smtpspec.dialogue.ReplySet;
import org.smtpspec.dialogue.Sitting;
import org.smtpspec.dialogue.Step;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/** What is sent in one session, and how it is answered. Not thread-safe. */
final class Exchange implements AutoCloseable {
  private static final ReplyPattern WHATEVER =
      new ReplyPattern("xxx", List.of(), Optional.empty(), List.of(), List.of(), Optional.empty());
  private static final Alternative ANY =
      new Alternative(1, new ReplySet(List.of(WHATEVER), false), Rank.KEEPS, "", false);
  private static final Step EXPECT = new Step.Expect(1, 1, List.of(ANY), true, Optional.empty());

  private final Sitting sitting;
  private final List<Event> events = new ArrayList<>();

  Exchange(Sitting sitting) {
    this.sitting = sitting;
  }

  /** What has happened since the last call. */
  List<Event> told() {
    List<Event> told = List.copyOf(events);
    events.clear();
    return told;
  }

  /** Sends a line and reads one reply. */
  Answer ask(String line) {
    return ask(Octets.of(line).plus(Octets.CRLF));
  }

  /** Sends {@code octets}, if any, and reads one reply. */
  Answer ask(Octets octets) {
    return ask(octets, 1).get(0);
  }

  /** Sends {@code octets}, if any, and reads so many replies; the last stands for what lacks. */
  List<Answer> ask(Octets octets, int replies) {
    var steps = new ArrayList<Step>();
    if (!octets.isEmpty()) {
      steps.add(Step.Send.of(1, 1, octets));
    }
    steps.addAll(Collections.nCopies(replies, EXPECT));
    Transcript part = sitting.play(steps);
    events.addAll(part.events());
    var answers = new ArrayList<Answer>();
    var playback = new Playback(part);
    for (Optional<Observation> seen = next(playback); seen.isPresent(); seen = next(playback)) {
      if (seen.get().answer().isPresent() || seen.get().fault().isPresent()) {
        answers.add(new Answer(seen.get()));
      }
    }
    while (answers.size() < replies) {
      answers.add(answers.isEmpty() ? Answer.GONE : answers.get(answers.size() - 1));
    }
    return answers;
  }

  private static Optional<Observation> next(Playback playback) {
    Optional<Reply> unasked = playback.unasked();
    while (unasked.isPresent()) {
      unasked = playback.unasked();
    }
    return playback.next();
  }

  @Override
  public void close() {
    sitting.close();
  }
}
