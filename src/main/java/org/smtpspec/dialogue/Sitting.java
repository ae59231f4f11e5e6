package org.smtpspec.dialogue;

import java.util.List;

/**
 * A play in parts, on the same connections: what is played next may depend on what the parts before
 * have met. Not thread-safe.
 */
public final class Sitting implements AutoCloseable {
  private final Play play;
  private int told;

  Sitting(Play play) {
    this.play = play;
  }

  /** Plays {@code steps} until one is not met; tells what happened in this part. */
  public Transcript play(List<Step> steps) {
    List<Event> all = play.run(steps).events();
    var part = new Transcript(all.subList(told, all.size()));
    told = all.size();
    return part;
  }

  /** Hangs up. */
  @Override
  public void close() {
    play.close();
  }
}
