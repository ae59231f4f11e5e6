package org.smtpspec.dialogue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * One play: what a {@link Player} does for each kind of step. Each method says whether the dialogue
 * goes on.
 */
final class Play implements Step.Handler<Boolean>, AutoCloseable {
  /** So many replies that nobody asked for are told; a server may go on without end. */
  private static final int MOST_UNASKED = 20;

  /** More replies than that the server does not owe to what one dialogue can hide. */
  private static final int MOST_PASSED_OVER = 200;

  private static final Octets QUIT = Octets.of("QUIT\r\n");

  private final Player player;
  private final Postbox postbox;
  private final long began = System.nanoTime();
  private final List<Event> events = new ArrayList<>();
  private final Bindings bindings = new Bindings();
  private final Map<Integer, Connection> connections = new HashMap<>();
  private final Set<Integer> answered = new HashSet<>();
  private final Segments segments = new Segments();

  Play(Player player, String token) {
    this.player = player;
    this.postbox = new Postbox(player, token);
  }

  Transcript run(List<Step> steps) {
    for (Step step : steps) {
      if (!step.by(this)) {
        break;
      }
    }
    connections.values().forEach(this::noteUnasked);
    return new Transcript(events);
  }

  @Override
  public Boolean send(Step.Send step) {
    try {
      Connection connection = connection(step.connection());
      if (answered.remove(step.connection())) {
        noteUnasked(connection);
      }
      if (step.apart()) {
        segments.part(step.connection());
      }
      connection.write(step.octets());
      segments.wrote(step.connection());
      events.add(Event.sent(now(), step.connection(), step.octets()));
      return true;
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Refusal || e.fault() instanceof Fault.Stall) {
        broken(e.fault());
        return false;
      }
      events.add(
          Event.words(now(), "not sent, the connection is gone: " + step.octets().escaped()));
      return true;
    }
  }

  @Override
  public Boolean expect(Step.Expect step) {
    Observation seen = listen(step.connection(), step.within().orElse(player.limits().reply()));
    answered.add(step.connection());
    try {
      Optional<Alternative> chosen = step.choose(seen, bindings);
      return chosen.isPresent() && !chosen.get().stop() && chosen.get().rank() != Rank.EXEMPT;
    } catch (IllegalStateException e) {
      // The pattern fails on this text; so it does before the judge, who says so.
      return false;
    }
  }

  private Observation listen(int number, Duration limit) {
    Octets partial = Octets.EMPTY;
    try {
      Connection connection = connection(number);
      segments.heard(number);
      try {
        Reply reply = connection.reply(limit);
        events.add(Event.answer(now(), number, reply));
        return new Observation.Answer(reply);
      } catch (FaultException e) {
        partial = connection.partial();
        throw e;
      }
    } catch (FaultException e) {
      var broken = new Observation.Broken(e.fault(), partial);
      events.add(Event.broken(now(), broken));
      return broken;
    }
  }

  @Override
  public Boolean upgrade(Step.Upgrade step) {
    try {
      connection(step.connection()).upgrade(player.limits().reply());
      events.add(Event.words(now(), "tls"));
      return true;
    } catch (FaultException e) {
      broken(e.fault());
      return false;
    }
  }

  @Override
  public Boolean pause(Step.Pause step) {
    Postbox.sleep(step.time());
    events.add(Event.words(now(), "paused " + step.time().toMillis() + " ms"));
    return true;
  }

  @Override
  public Boolean silence(Step.ExpectSilence step) {
    try {
      Connection connection = connection(step.connection());
      boolean silent = connection.silentFor(step.time());
      Octets heard =
          silent
              ? Octets.EMPTY
              : connection.unread().map(Reply::raw).orElseGet(connection::partial);
      events.add(
          silent
              ? Event.words(now(), "quiet for " + step.time().toMillis() + " ms")
              : Event.noise(now(), heard));
      return silent;
    } catch (FaultException e) {
      broken(e.fault());
      return false;
    }
  }

  @Override
  public Boolean hangUp(Step.HangUp step) {
    try {
      Connection connection = connection(step.connection());
      segments.part(step.connection());
      if (step.how() instanceof Fault.HalfClose) {
        connection.halfClose();
      } else if (step.how() instanceof Fault.Reset) {
        connection.reset();
      } else {
        connection.close();
      }
      events.add(Event.words(now(), "we: " + step.how().words()));
      return true;
    } catch (FaultException e) {
      events.add(Event.words(now(), "gone before we could hang up"));
      return true;
    }
  }

  @Override
  public Boolean leave(Step.Leave step) {
    answered.remove(step.connection());
    if (!send(Step.Send.of(step.line(), step.connection(), QUIT))) {
      return false;
    }
    Observation seen = listen(step.connection(), player.limits().reply());
    for (int i = 0; i < MOST_PASSED_OVER && seen.answer().isPresent(); i++) {
      seen = listen(step.connection(), player.limits().reply());
    }
    return seen.hasEnded();
  }

  @Override
  public Boolean checkMailbox(Step.CheckMailbox step) {
    Observation seen = postbox.look(step);
    if (seen.mail().isEmpty()) {
      events.add(Event.noInbox(now(), step.address(), seen.words()));
      return false;
    }
    Observation.Mail mail = seen.mail().get();
    if (postbox.isAtNextHop(step)) {
      events.add(Event.nextHop(now(), step.address(), mail.passages().size()));
      mail.passages().forEach(passage -> events.add(Event.message(now(), passage.octets())));
    } else {
      events.add(Event.inbox(now(), step.address(), mail.messages().size()));
      mail.messages().forEach(message -> events.add(Event.message(now(), message)));
    }
    return true;
  }

  private void broken(Fault fault) {
    events.add(Event.broken(now(), new Observation.Broken(fault, Octets.EMPTY)));
  }

  private Connection connection(int number) throws FaultException {
    Connection open = connections.get(number);
    if (open == null) {
      open = Connection.open(player.server());
      connections.put(number, open);
    }
    return open;
  }

  private void noteUnasked(Connection connection) {
    Optional<Reply> unasked = connection.unread();
    for (int i = 0; i < MOST_UNASKED && unasked.isPresent(); i++) {
      events.add(Event.unasked(now(), unasked.get()));
      unasked = connection.unread();
    }
  }

  private double now() {
    return Math.round((System.nanoTime() - began) / 10_000.0) / 100.0;
  }

  @Override
  public void close() {
    connections.values().forEach(Connection::close);
  }
}
