package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.smtpspec.dialogue.Alternative;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Observation;
import org.smtpspec.dialogue.Playback;
import org.smtpspec.dialogue.Player;
import org.smtpspec.dialogue.Rank;
import org.smtpspec.dialogue.ReplyPattern;
import org.smtpspec.dialogue.ReplySet;
import org.smtpspec.dialogue.Sitting;
import org.smtpspec.dialogue.Step;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * A session in which one probe follows another, each a transaction of its own. When a server has
 * refused {@value #MOST_REFUSALS} of them the session is spent, as many servers slow down or hang
 * up then. Not thread-safe.
 */
final class Talk implements AutoCloseable {
  private static final int MOST_REFUSALS = 5;
  private static final ReplySet ANY =
      new ReplySet(
          List.of(
              new ReplyPattern(
                  "xxx", List.of(), Optional.empty(), List.of(), List.of(), Optional.empty())),
          false);
  private static final Step EXPECT =
      new Step.Expect(
          1, 1, List.of(new Alternative(1, ANY, Rank.KEEPS, "", false)), true, Optional.empty());

  private static final Answer GONE =
      new Answer(new Observation.Broken(new Fault.Close(), Octets.EMPTY));

  private final Sitting sitting;
  private final Manner manner;
  private final Words words;
  private final String second;
  private final List<Event> events = new ArrayList<>();
  private final List<Event> hello = new ArrayList<>();
  private Optional<Reply> offered = Optional.empty();
  private Optional<Reception> closed = Optional.empty();
  private int refusals;
  private int probes;

  /**
   * Opens a session.
   *
   * @param second the mailbox that is the other recipient where there are two
   */
  Talk(Player player, Manner manner, Words words, String second) {
    this.sitting = player.sit();
    this.manner = manner;
    this.words = words;
    this.second = second;
    closed = greet();
    hello.addAll(events);
  }

  private Optional<Reception> greet() {
    Answer greeting = ask(Octets.EMPTY);
    if (!greeting.isPositive()) {
      return Optional.of(ended(Stage.GREETING, "the greeting", greeting));
    }
    Optional<String> line = hello();
    if (line.isEmpty()) {
      return Optional.empty();
    }
    Answer answer = ask(Octets.of(line.get() + "\r\n"));
    offered = answer.reply();
    if (!answer.isPositive()) {
      return Optional.of(ended(Stage.HELO, line.get(), answer));
    }
    return manner == Manner.FAILED_AUTH ? failAuth() : Optional.empty();
  }

  private Optional<String> hello() {
    return switch (manner) {
      case NONE -> Optional.empty();
      case HELO -> Optional.of("HELO client.test");
      case HELO_HOST -> Optional.of("HELO " + words.host());
      case HELO_DOMAIN -> Optional.of("HELO " + words.domain());
      case HELO_LITERAL -> Optional.of("HELO " + words.literal());
      case HELO_VICTIM -> Optional.of("HELO " + Words.VICTIM);
      case HELO_LOCALHOST -> Optional.of("HELO localhost");
      default -> Optional.of("EHLO client.test");
    };
  }

  /** A wrong password by the first of PLAIN and LOGIN that is offered. */
  private Optional<Reception> failAuth() {
    String mechanisms =
        offered.stream()
            .flatMap(reply -> reply.lines().stream())
            .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("AUTH"))
            .findFirst()
            .orElse("")
            .toUpperCase(Locale.ROOT);
    if (mechanisms.contains("PLAIN")) {
      ask(Octets.of("AUTH PLAIN " + coded("\0" + words.user() + "\0wrong") + "\r\n"));
      return Optional.empty();
    } else if (mechanisms.contains("LOGIN")) {
      ask(Octets.of("AUTH LOGIN\r\n"));
      ask(Octets.of(coded(words.user()) + "\r\n"));
      ask(Octets.of(coded("wrong") + "\r\n"));
      return Optional.empty();
    }
    return Optional.of(Reception.absent("the server offers neither AUTH PLAIN nor LOGIN"));
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(Octets.of(text).toBytes());
  }

  /** Whether another session is better for the next probe. */
  boolean isSpent() {
    return closed.isPresent() || refusals >= MOST_REFUSALS;
  }

  /** Sends {@code probe}. */
  Reception probe(Probe probe) {
    events.clear();
    if (probes++ == 0) {
      events.addAll(hello);
    }
    if (closed.isPresent()) {
      return closed.get();
    }
    boolean pipelines = offered.map(reply -> reply.keywords().contains("PIPELINING")).orElse(false);
    if (probe.cell().manner() == Manner.PIPELINED) {
      return pipelines
          ? counted(inOne(probe))
          : Reception.absent("the server does not offer PIPELINING");
    }
    if (probe.cell().manner() == Manner.AFTER_RSET) {
      ask(Octets.of("MAIL FROM:<sender@client.test>\r\n"));
      ask(Octets.of("RCPT TO:<" + words.user() + "@" + words.domain() + ">\r\n"));
      ask(Octets.of("RSET\r\n"));
    }
    return counted(oneByOne(probe));
  }

  private Reception counted(Reception reception) {
    if (reception.kind() == Reception.Kind.REFUSED || reception.kind() == Reception.Kind.DEFERRED) {
      refusals++;
      if (closed.isEmpty()) {
        ask(Octets.of("RSET\r\n"));
      }
    }
    return new Reception(
        reception.kind(), reception.stage(), reception.code(), reception.words(), events);
  }

  private Reception oneByOne(Probe probe) {
    Answer mail = ask(probe.mail());
    if (!mail.isPositive()) {
      return ended(Stage.MAIL, probe.mail(), mail);
    }
    boolean mixed = probe.cell().manner() == Manner.MIXED;
    boolean other = mixed && ask(Octets.of("RCPT TO:<" + second + ">\r\n")).isPositive();
    Answer rcpt = ask(probe.rcpt());
    if (!rcpt.isPositive() && (!other || rcpt.reply().isEmpty())) {
      return ended(Stage.RCPT, probe.rcpt(), rcpt);
    }
    Octets data = Octets.of("DATA\r\n");
    Answer go = ask(data);
    if (go.code() != 354) {
      return ended(Stage.DATA, data, go);
    }
    Answer end = ask(probe.text());
    return rcpt.isPositive()
        ? ended(Stage.END, Octets.of("the message"), end)
        : ended(Stage.RCPT, probe.rcpt(), rcpt);
  }

  /** All commands in one write; a server that asks for the text all the same gets an empty one. */
  private Reception inOne(Probe probe) {
    Octets data = Octets.of("DATA\r\n");
    List<Answer> answers = ask(probe.mail().plus(probe.rcpt()).plus(data), 3);
    Answer mail = answers.get(0);
    Answer rcpt = answers.get(1);
    Answer go = answers.get(2);
    if (go.code() == 354) {
      Answer end = ask(rcpt.isPositive() ? probe.text() : Octets.of(".\r\n"));
      if (rcpt.isPositive()) {
        return ended(Stage.END, Octets.of("the message"), end);
      }
    }
    if (!mail.isPositive()) {
      return ended(Stage.MAIL, probe.mail(), mail);
    }
    return rcpt.isPositive() ? ended(Stage.DATA, data, go) : ended(Stage.RCPT, probe.rcpt(), rcpt);
  }

  private Reception ended(Stage stage, Octets sent, Answer answer) {
    return ended(stage, sent.escaped().replaceFirst("(\\\\r)?\\\\n$", ""), answer);
  }

  /** What the last answer of a probe means. */
  private Reception ended(Stage stage, String sent, Answer answer) {
    String said = sent + " was answered " + answer.words();
    if (answer.reply().isEmpty() || answer.code() == 421) {
      Reception lost =
          new Reception(Reception.Kind.LOST, stage, answer.code(), said, List.copyOf(events));
      boolean first = probes <= 1;
      closed = Optional.of(lost);
      return first ? lost.as(answer.meaning(), said) : lost;
    }
    Reception.Kind kind =
        stage == Stage.END && answer.isPositive() ? Reception.Kind.TAKEN : answer.meaning();
    return new Reception(kind, stage, answer.code(), said, List.copyOf(events));
  }

  /** Sends {@code octets}, if any, and reads one reply. */
  private Answer ask(Octets octets) {
    return ask(octets, 1).get(0);
  }

  /** Sends {@code octets}, if any, and reads so many replies; what does not come is a gap. */
  private List<Answer> ask(Octets octets, int replies) {
    var steps = new ArrayList<Step>();
    if (!octets.isEmpty()) {
      steps.add(new Step.Send(1, 1, octets));
    }
    steps.addAll(Collections.nCopies(replies, EXPECT));
    Transcript part = sitting.play(steps);
    events.addAll(part.events());
    var answers = new ArrayList<Answer>();
    var playback = new Playback(part);
    for (Optional<Observation> seen = read(playback); seen.isPresent(); seen = read(playback)) {
      if (seen.get().answer().isPresent() || seen.get().fault().isPresent()) {
        answers.add(new Answer(seen.get()));
      }
    }
    while (answers.size() < replies) {
      answers.add(answers.isEmpty() ? GONE : answers.get(answers.size() - 1));
    }
    return answers;
  }

  private static Optional<Observation> read(Playback playback) {
    Optional<Reply> unasked = playback.unasked();
    while (unasked.isPresent()) {
      unasked = playback.unasked();
    }
    return playback.next();
  }

  /** What came instead of, or as, a reply. */
  private record Answer(Observation seen) {
    Optional<Reply> reply() {
      return seen.answer();
    }

    int code() {
      return reply().map(Reply::code).orElse(0);
    }

    boolean isPositive() {
      return code() / 100 == 2;
    }

    String words() {
      return seen.words().replaceFirst("(\\\\r)?\\\\n$", "");
    }

    /** A server that hangs up refuses; one that is silent or not there says nothing. */
    Reception.Kind meaning() {
      if (reply().isPresent()) {
        return code() / 100 == 4 ? Reception.Kind.DEFERRED : Reception.Kind.REFUSED;
      }
      boolean hungUp =
          seen.fault()
              .filter(fault -> fault instanceof Fault.Close || fault instanceof Fault.Reset)
              .isPresent();
      return hungUp ? Reception.Kind.REFUSED : Reception.Kind.UNTRIED;
    }
  }

  /** Takes leave, so that the server finds no fault with the client. */
  @Override
  public void close() {
    if (closed.isEmpty()) {
      ask(Octets.of("QUIT\r\n"));
    }
    sitting.close();
  }
}
