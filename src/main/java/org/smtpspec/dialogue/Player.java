package org.smtpspec.dialogue;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;

/**
 * Plays dialogues against one server. Each play has connections of its own; a player may be used by
 * many threads.
 *
 * @param server where it listens
 * @param inbox where its mail can be read, if it can
 * @param nextHop where what it sends on can be seen, if it can
 * @param limits how long to wait
 * @param fences shared by the plays on one server
 */
public record Player(
    InetSocketAddress server,
    Optional<Inbox> inbox,
    Optional<NextHop> nextHop,
    Limits limits,
    Fences fences) {
  /** A player that shares its fences with no other. */
  public Player(
      InetSocketAddress server, Optional<Inbox> inbox, Optional<NextHop> nextHop, Limits limits) {
    this(server, inbox, nextHop, limits, new Fences());
  }

  /** A player that sees nothing of what the server sends on. */
  public Player(InetSocketAddress server, Optional<Inbox> inbox, Limits limits) {
    this(server, inbox, Optional.empty(), limits);
  }

  /** Begins a play that goes on part by part; it looks into no inbox. */
  public Sitting sit() {
    return new Sitting(new Play(this, "t"));
  }

  /**
   * Plays {@code steps} until one is not met, and hangs up.
   *
   * @param token the word in each message of this play; it begins with {@code t}
   */
  public Transcript play(List<Step> steps, String token) {
    try (var play = new Play(this, token)) {
      return play.run(steps);
    }
  }
}
