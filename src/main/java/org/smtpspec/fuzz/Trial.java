package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;

/** Plays sequences on one target, each with words of its own in its texts. Thread-safe. */
final class Trial {
  /** A server that is overloaded for a moment is not dead. */
  private static final List<Duration> PAUSES =
      Stream.of(50, 150, 300).map(Duration::ofMillis).toList();

  private static final Duration SETTLE = Duration.ofMillis(200);
  private static final Duration LONG_PAUSE = Duration.ofMillis(25);

  /** So long a replay waits for a reply that is known not to come. */
  private static final Duration SHORT_GUARD = Duration.ofSeconds(1);

  private final Target target;
  private final Terms terms;
  private final Duration guard;
  private final Stamp stamp;
  private final Deliveries deliveries;
  private volatile Habits habits = Habits.none();

  Trial(Target target, Duration guard) {
    this.target = target;
    this.terms = Terms.of(target.facts());
    this.guard = guard;
    this.stamp = Stamp.fresh();
    this.deliveries = new Deliveries(target, terms, stamp, guard);
  }

  Terms terms() {
    return terms;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /** Gets to know the server, so that it costs little where it keeps silent again and again. */
  void acquaint() {
    habits = Habits.of(target.address(), terms, guard);
  }

  /** Whether the server still greets, if only to turn us away; asked more than once. */
  boolean answers() {
    for (Duration pause : PAUSES) {
      try (Connection connection = Connection.open(target.address())) {
        connection.reply(guard);
        return true;
      } catch (FaultException e) {
        rest(pause);
      }
    }
    return false;
  }

  /** The same, when it has had time to read what was sent and to die of it. */
  boolean answersLater() {
    rest(SETTLE);
    return answers();
  }

  /** Does nothing for so long, or until it is interrupted. */
  static void rest(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        return;
      }
      LockSupport.parkNanos(left);
    }
  }

  /** Plays {@code sequence}, and judges the replies alone. */
  Played play(Sequence sequence) {
    return playStamped(stamp.on(sequence));
  }

  /** The same, so that its mail can be judged afterwards. */
  Played playForMail(Sequence sequence) {
    Sequence stamped = stamp.on(sequence);
    deliveries.expect(stamped);
    return playStamped(stamped);
  }

  private Played playStamped(Sequence stamped) {
    return Conversation.play(stamped, target.address(), terms, Patience.hasty(guard), habits);
  }

  /** Plays it so that what is cut surely arrives in pieces, and each reply is waited for. */
  private Played playSlowly(Sequence sequence) {
    return playSlowly(sequence, guard);
  }

  private Played playSlowly(Sequence sequence, Duration limit) {
    return Conversation.play(
        stamp.on(sequence),
        target.address(),
        terms,
        Patience.steady(limit, LONG_PAUSE),
        Habits.none());
  }

  /** Plays {@code sequence} so that a breach like {@code wanted} can show. */
  Played play(Sequence sequence, Breach wanted) {
    return switch (wanted.rule()) {
      case SAME_REPLIES -> {
        var last = new Played[1];
        Function<Sequence, Played> remembered = one -> last[0] = playSlowly(one);
        Optional<Breach> seen = new Segments(remembered).judge(sequence);
        yield last[0].with(seen);
      }
      case CLOSED_RELAY -> {
        Played played = play(sequence);
        yield played.with(deliveries.judgeRelay(played));
      }
      case END_OF_DATA, CHUNK_IS_TEXT ->
          Deliveries.isOfMail(wanted) ? playAndLook(sequence) : playSlowly(sequence);
      case ARRIVES_ONCE, REFUSED_STAYS_OUT, TEXT_KEPT -> playAndLook(sequence);
      default -> playSlowly(sequence);
    };
  }

  /**
   * The same for a step on the way to a smaller sequence: a silence may be shorter than the guard.
   */
  Played tryOut(Sequence sequence, Breach wanted) {
    boolean shorter = wanted.isSilence() && guard.compareTo(SHORT_GUARD) > 0;
    return shorter ? playSlowly(sequence, SHORT_GUARD) : play(sequence, wanted);
  }

  private Played playAndLook(Sequence sequence) {
    Played played = playForMail(sequence);
    Optional<Breach> seen = deliveries.judge(played);
    return played.breach().isPresent() ? played : played.with(seen);
  }

  private static String plainly(Chunk chunk) {
    return Chunk.written("x".repeat(chunk.size()), chunk.last());
  }

  /**
   * What {@code breach} that {@code sequence} has shown is a breach of when its texts and lines are
   * plain: what shows then is no matter of where a text or a line ends.
   */
  Breach blamed(Breach breach, Sequence sequence) {
    if (!breach.rule().isOfEnds() || Deliveries.isOfMail(breach)) {
      return breach;
    }
    var plain = new ArrayList<Move>();
    for (Move move : sequence.moves()) {
      String octets = move.octets().text();
      boolean text = octets.contains(Stamp.PLACE);
      boolean lone = octets.stripTrailing().matches("(?s).*[\r\n].*");
      String plainly =
          Chunk.whole(octets)
              .map(Trial::plainly)
              .orElse(text ? Texts.PLAIN : lone ? "NOOP\r\n" : octets);
      plain.add(move.with(Octets.of(plainly)));
    }
    return playSlowly(new Sequence(plain)).breach().filter(breach::resembles).orElse(breach);
  }
}
