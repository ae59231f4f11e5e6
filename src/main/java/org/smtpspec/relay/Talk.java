package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Player;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * A session in which one probe follows another, each a transaction of its own. When a server has
 * refused {@value #MOST_REFUSALS} of them the session is spent, as many servers slow down or hang
 * up then. Not thread-safe.
 */
final class Talk implements AutoCloseable {
  private static final int MOST_REFUSALS = 5;
  private static final Octets DATA = Octets.of("DATA\r\n");

  private final Exchange exchange;
  private final Hello hello;
  private final Words words;
  private final String second;
  private final List<Event> introduction;
  private Optional<Reply> offered = Optional.empty();
  private Optional<Reception> closed;
  private int refusals;
  private int probes;

  /**
   * Opens a session.
   *
   * @param second the mailbox that is the other recipient where there are two
   */
  Talk(Player player, Manner manner, Words words, String second) {
    this.exchange = new Exchange(player.sit());
    this.hello = new Hello(manner, words);
    this.words = words;
    this.second = second;
    this.closed = greet();
    this.introduction = exchange.told();
  }

  /** Why the session is over before it has begun, if so. */
  private Optional<Reception> greet() {
    Answer greeting = exchange.ask(Octets.EMPTY);
    if (!greeting.isPositive()) {
      return Optional.of(ended(Stage.GREETING, "the greeting", greeting));
    }
    Optional<String> line = hello.line();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Answer answer = exchange.ask(line.get());
    offered = answer.reply();
    if (!answer.isPositive()) {
      return Optional.of(ended(Stage.HELO, line.get(), answer));
    }
    return hello.manner() == Manner.FAILED_AUTH
        ? hello.failAuth(exchange, offered)
        : Optional.empty();
  }

  /** Whether another session is better for the next probe. */
  boolean isSpent() {
    return closed.isPresent() || refusals >= MOST_REFUSALS;
  }

  /** Sends {@code probe}. */
  Reception probe(Probe probe) {
    var events = new ArrayList<Event>(probes++ == 0 ? introduction : List.of());
    Reception reception = closed.isPresent() ? closed.get() : transaction(probe);
    boolean refused =
        reception.kind() == Reception.Kind.REFUSED || reception.kind() == Reception.Kind.DEFERRED;
    if (refused && closed.isEmpty()) {
      refusals++;
      exchange.ask("RSET");
    }
    events.addAll(exchange.told());
    return reception.with(events);
  }

  private Reception transaction(Probe probe) {
    if (probe.cell().manner() == Manner.PIPELINED) {
      boolean able = offered.map(reply -> reply.keywords().contains("PIPELINING")).orElse(false);
      return able ? inOne(probe) : Reception.absent("the server does not offer PIPELINING");
    }
    if (probe.cell().manner() == Manner.AFTER_RSET) {
      exchange.ask("MAIL FROM:<sender@" + Words.CLIENT + ">");
      exchange.ask("RCPT TO:<" + words.user() + "@" + words.domain() + ">");
      exchange.ask("RSET");
    }
    return oneByOne(probe);
  }

  /** A refused recipient beside one that was taken is refused, but the message is sent. */
  private Reception oneByOne(Probe probe) {
    Answer mail = exchange.ask(probe.mail());
    if (!mail.isPositive()) {
      return ended(Stage.MAIL, probe.mail(), mail);
    }
    boolean mixed = probe.cell().manner() == Manner.MIXED;
    boolean other = mixed && exchange.ask("RCPT TO:<" + second + ">").isPositive();
    Answer rcpt = exchange.ask(probe.rcpt());
    if (!rcpt.isPositive() && (!other || rcpt.isLast())) {
      return ended(Stage.RCPT, probe.rcpt(), rcpt);
    }
    Answer go = exchange.ask(DATA);
    if (go.code() != 354) {
      return ended(Stage.DATA, DATA, go);
    }
    Answer end = exchange.ask(probe.text());
    return rcpt.isPositive()
        ? ended(Stage.END, "the message", end)
        : ended(Stage.RCPT, probe.rcpt(), rcpt);
  }

  /** All commands in one write; a server that asks for the text all the same gets an empty one. */
  private Reception inOne(Probe probe) {
    List<Answer> answers = exchange.ask(probe.mail().plus(probe.rcpt()).plus(DATA), 3);
    Answer mail = answers.get(0);
    Answer rcpt = answers.get(1);
    Answer go = answers.get(2);
    if (go.code() == 354) {
      Answer end = exchange.ask(rcpt.isPositive() ? probe.text() : Octets.of(".\r\n"));
      if (rcpt.isPositive()) {
        return ended(Stage.END, "the message", end);
      }
    }
    if (!mail.isPositive()) {
      return ended(Stage.MAIL, probe.mail(), mail);
    }
    return rcpt.isPositive() ? ended(Stage.DATA, DATA, go) : ended(Stage.RCPT, probe.rcpt(), rcpt);
  }

  private Reception ended(Stage stage, Octets sent, Answer answer) {
    return ended(stage, Answer.withoutEnd(sent.escaped()), answer);
  }

  /**
   * What the last answer of a probe means. A session that ends with its first probe tells something
   * about that, one that ends later may have had enough of those before.
   */
  private Reception ended(Stage stage, String sent, Answer answer) {
    String said = sent + " was answered " + answer.words();
    if (answer.isLast()) {
      boolean first = probes <= 1;
      var lost = new Reception(Reception.Kind.LOST, stage, answer.code(), said, List.of());
      closed = Optional.of(lost);
      return first ? lost.as(answer.meaning()) : lost;
    }
    boolean taken = stage == Stage.END && answer.isPositive();
    return new Reception(
        taken ? Reception.Kind.TAKEN : answer.meaning(), stage, answer.code(), said, List.of());
  }

  /** Takes leave, so that the server finds no fault with the client. */
  @Override
  public void close() {
    if (closed.isEmpty()) {
      exchange.ask("QUIT");
    }
    exchange.close();
  }
}
