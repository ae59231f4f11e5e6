package org.smtpspec.dialogue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Octets;

/** One step of a dialogue: something the client does, or something it expects. */
public sealed interface Step {
  /** Its line in the suite file, from 1. */
  int line();

  /** Which connection it is about: 1 or 2. */
  int connection();

  /** Hands this step to the method of {@code handler} for its kind. */
  <T> T by(Handler<T> handler);

  /** What is done with each kind of step. */
  interface Handler<T> {
    /** For {@link Send}. */
    T send(Send step);

    /** For {@link Expect}. */
    T expect(Expect step);

    /** For {@link Upgrade}. */
    T upgrade(Upgrade step);

    /** For {@link Pause}. */
    T pause(Pause step);

    /** For {@link ExpectSilence}. */
    T silence(ExpectSilence step);

    /** For {@link HangUp}. */
    T hangUp(HangUp step);

    /** For {@link Leave}. */
    T leave(Leave step);

    /** For {@link CheckMailbox}. */
    T checkMailbox(CheckMailbox step);
  }

  /**
   * Writes {@code octets} in one write.
   *
   * @param apart whether the server is to read them apart from what was written before
   */
  record Send(int line, int connection, Octets octets, boolean apart) implements Step {
    /** Does not care how the server reads them. */
    public static Send of(int line, int connection, Octets octets) {
      return new Send(line, connection, octets, false);
    }

    /** The same write, with {@code more} at its end. */
    public Send joined(Octets more) {
      return new Send(line, connection, octets.plus(more), apart);
    }

    @Override
    public <T> T by(Handler<T> handler) {
      return handler.send(this);
    }
  }

  /**
   * Reads one reply.
   *
   * @param alternatives the sets it may be in, tried in their order
   * @param onTheWay whether it is no part of the rule: a mismatch says nothing about it
   * @param within a limit that the rule gives; without it a guard of the player's
   */
  record Expect(
      int line,
      int connection,
      List<Alternative> alternatives,
      boolean onTheWay,
      Optional<Duration> within)
      implements Step {
    /** Copies the list. */
    public Expect {
      alternatives = List.copyOf(alternatives);
    }

    @Override
    public <T> T by(Handler<T> handler) {
      return handler.expect(this);
    }

    /** The first alternative that {@code seen} is in; named groups of its pattern are bound. */
    public Optional<Alternative> choose(Observation seen, Bindings bindings) {
      return alternatives.stream().filter(one -> seen.isIn(one.set(), bindings)).findFirst();
    }

    /** The sets of {@code rank} as a suite file writes them. */
    public String words(Rank rank) {
      return alternatives.stream()
          .filter(one -> one.rank() == rank)
          .map(one -> one.set().words())
          .collect(Collectors.joining(" | "));
    }
  }

  /** Does the client's side of a TLS handshake, RFC 3207. */
  record Upgrade(int line, int connection) implements Step {
    @Override
    public <T> T by(Handler<T> handler) {
      return handler.upgrade(this);
    }
  }

  /** Waits. */
  record Pause(int line, int connection, Duration time) implements Step {
    @Override
    public <T> T by(Handler<T> handler) {
      return handler.pause(this);
    }
  }

  /** Expects that nothing arrives for so long. */
  record ExpectSilence(int line, int connection, Duration time) implements Step {
    @Override
    public <T> T by(Handler<T> handler) {
      return handler.silence(this);
    }
  }

  /**
   * Ends the connection, or its sending side: {@link Fault.Close}, {@link Fault.HalfClose} or
   * {@link Fault.Reset}.
   */
  record HangUp(int line, int connection, Fault how) implements Step {
    @Override
    public <T> T by(Handler<T> handler) {
      return handler.hangUp(this);
    }
  }

  /**
   * Says QUIT, and takes replies, whatever they are, until the server closes: what is looked at is
   * what became of the mail.
   */
  record Leave(int line, int connection) implements Step {
    @Override
    public <T> T by(Handler<T> handler) {
      return handler.leave(this);
    }
  }

  /**
   * Looks into an inbox.
   *
   * @param address whose
   * @param checks what must be so there, in order
   * @param within how long the messages may take; without it a guard of the player's
   */
  record CheckMailbox(
      int line, String address, List<MailExpectation> checks, Optional<Duration> within)
      implements Step {
    /** Copies the list. */
    public CheckMailbox {
      checks = List.copyOf(checks);
    }

    @Override
    public int connection() {
      return 1;
    }

    @Override
    public <T> T by(Handler<T> handler) {
      return handler.checkMailbox(this);
    }

    /** How many messages the checks wait for. */
    int awaited() {
      return checks.stream().mapToInt(MailExpectation::awaited).max().orElse(0);
    }

    /** Whether {@code mail} is all that the checks wait for. */
    boolean isServedBy(Observation.Mail mail) {
      boolean tried =
          checks.stream().noneMatch(one -> one.check() instanceof PassageCheck.Tried)
              || !mail.passages().isEmpty();
      return tried && mail.messages().size() >= awaited();
    }

    /** What stands behind the last at sign of the address. */
    String domain() {
      return address.substring(address.lastIndexOf('@') + 1);
    }
  }
}
