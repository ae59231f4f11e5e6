package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;

/** Plays sequences on one target, each with words of its own in its texts. Thread-safe. */
final class Trial {
  /** A server that is overloaded for a moment is not dead. */
  private static final int[] PAUSES = {50, 150, 300};

  private static final int SETTLE = 200;

  private final Target target;
  private final Terms terms;
  private final Duration guard;
  private final Stamp stamp;
  private final Deliveries deliveries;

  Trial(Target target, Duration guard) {
    this.target = target;
    this.terms = Terms.of(target.facts());
    this.guard = guard;
    this.stamp = new Stamp("t" + Long.toString(System.nanoTime(), 36));
    this.deliveries = new Deliveries(target, terms, stamp, guard);
  }

  Terms terms() {
    return terms;
  }

  Deliveries deliveries() {
    return deliveries;
  }

  /** Whether the server still greets, if only to turn us away; asked more than once. */
  boolean answers() {
    for (int pause : PAUSES) {
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

  private static void rest(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Plays {@code sequence}, and judges the replies alone. */
  Played play(Sequence sequence) {
    return Conversation.play(stamp.on(sequence), target.address(), terms, guard);
  }

  /** The same, so that its mail can be judged afterwards. */
  Played playForMail(Sequence sequence) {
    Sequence stamped = stamp.on(sequence);
    deliveries.expect(stamped);
    return Conversation.play(stamped, target.address(), terms, guard);
  }

  /** Plays {@code sequence} so that a breach like {@code wanted} can show. */
  Played play(Sequence sequence, Breach wanted) {
    return switch (wanted.rule()) {
      case SAME_REPLIES -> {
        var last = new Played[1];
        Function<Sequence, Played> remembered = one -> last[0] = play(one);
        Optional<Breach> seen = new Segments(remembered).judge(sequence);
        yield last[0].with(seen);
      }
      case CLOSED_RELAY -> {
        Played played = play(sequence);
        yield played.with(deliveries.judgeRelay(played));
      }
      case ARRIVES_ONCE, REFUSED_STAYS_OUT, TEXT_KEPT -> {
        Played played = playForMail(sequence);
        Optional<Breach> seen = deliveries.judge(played);
        yield played.breach().isPresent() ? played : played.with(seen);
      }
      default -> play(sequence);
    };
  }
}
