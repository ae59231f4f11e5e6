package org.smtpspec.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.Departure;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * Plays what one connection has of a sequence, beside a model, until a rule is broken or the
 * session is over. Whatever the server sends, it ends: each wait has a limit. Used once, by one
 * thread.
 */
final class Conversation {
  /** Departures from RFC 5321 sections 4.2 and 4.5.3.1.5; what else departs is let pass. */
  private static final Set<Departure> ILL_FORMED =
      EnumSet.of(
          Departure.BARE_LF,
          Departure.BARE_CR,
          Departure.NUL,
          Departure.NO_CODE,
          Departure.NO_SEPARATOR,
          Departure.CODE_CHANGES,
          Departure.LINE_TOO_LONG);

  /** Smuggled mail is answered 250, 250, 354, and other commands are by fewer 250 in a row. */
  private static final List<String> MARKS = List.of("RSET", "RSET", "RSET");

  /**
   * What is asked behind a refusal: it leaves the transaction as the refusal has, and the word that
   * nobody knows tells a 250 that is late from its own 500.
   */
  private static final List<String> MARKS_OF_REFUSAL = List.of("NOOP", "NOOP", "NOOP", "FROB");

  /**
   * A server that lets us wait so long for a reply slows us down, and would more the longer we went
   * on: Sendmail doubles its pause with each HELO, VRFY or wrong command too many.
   */
  private static final Duration TARPIT = Duration.ofSeconds(2);

  /** So late a reply to somebody who was refused more than once is late on purpose. */
  private static final Duration LATE = Duration.ofSeconds(1);

  /** And so many times as late as any before the refusals. */
  private static final int TIMES = 10;

  private final int number;
  private final Course course;
  private final Patience patience;
  private final Habits habits;
  private final Model model;
  private Optional<Exchange> last = Optional.empty();
  private Optional<Connection> opened = Optional.empty();
  private boolean gone;
  private boolean missed;
  private boolean tainted;
  private boolean tempted;
  private boolean chunked;
  private boolean injected;
  private Duration longest = Duration.ZERO;
  private boolean unlawful;

  private Conversation(int number, Course course, Terms terms, Patience patience, Habits habits) {
    this.number = number;
    this.course = course;
    this.patience = patience;
    this.habits = habits;
    this.model = new Model(terms);
  }

  /**
   * Plays {@code sequence} on the server at {@code address}, no faster than {@code patience} has
   * it. Where the server is known by {@code habits} to keep replies back, none is waited for.
   */
  static Played play(
      Sequence sequence, InetSocketAddress address, Terms terms, Patience patience, Habits habits) {
    var course = new Course(sequence);
    Map<Integer, Conversation> all = new TreeMap<>();
    IntFunction<Conversation> begin =
        number -> new Conversation(number, course, terms, patience, habits).greeted(address);
    try {
      all.put(1, begin.apply(1));
      while (!course.writes.isEmpty() && course.breach.isEmpty()) {
        List<Move> moves = course.writes.remove();
        all.computeIfAbsent(moves.get(0).connection(), begin::apply).talk(moves);
        course.write++;
      }
      all.values().forEach(Conversation::end);
    } finally {
      all.values().forEach(one -> one.opened.ifPresent(Connection::close));
    }
    boolean certain = all.values().stream().noneMatch(one -> one.model.isLost() || one.missed);
    return new Played(
        course.exchanges, course.breach, course.throttled, certain, course.marks, sequence.text());
  }

  /** Many a server takes one connection at a time, or few: only the first must come about. */
  private Conversation greeted(InetSocketAddress address) {
    try {
      Connection connection = Connection.open(address);
      opened = Optional.of(connection);
      hear(connection);
    } catch (FaultException e) {
      gone = true;
      missed = true;
      if (number == 1) {
        fail(Rule.FRESH_SESSION, Command.CONNECT, "no connection", "220");
      }
    }
    return this;
  }

  private void talk(List<Move> moves) {
    if (!isOver()) {
      int heard = course.exchanges.size();
      send(opened.orElseThrow(), moves);
      hear(opened.orElseThrow());
      if (heard == course.exchanges.size()) {
        // So that the next write does not reach the server along with the last.
        Trial.rest(patience.pause(longest));
      }
    }
  }

  private void end() {
    if (course.breach.isEmpty() && opened.isPresent()) {
      if (model.isLost()) {
        leave(opened.get());
      } else if (hasParted()) {
        part(opened.get());
      }
    }
  }

  private boolean hasParted() {
    return last.filter(one -> one.code() == 221 && one.command().verb() == Verb.QUIT).isPresent();
  }

  /** Behind a 221 the server says nothing and closes. RFC 5321 section 4.1.1.10. */
  private void part(Connection connection) {
    Command quit = last.orElseThrow().command();
    try {
      fail(
          injected ? Rule.TLS_FORGETS : Rule.ONE_REPLY,
          quit,
          "extra " + connection.reply(patience.limit()).code(),
          "closed");
    } catch (FaultException e) {
      if (e.fault() instanceof Fault.Silence) {
        fail(Rule.CLOSES, quit, "silence", "closed");
      }
    }
  }

  private boolean isOver() {
    return gone
        || course.breach.isPresent()
        || model.isLost()
        || model.session().state() == State.OVER;
  }

  private void send(Connection connection, List<Move> moves) {
    connection.unread().ifPresent(this::unasked);
    if (course.breach.isPresent() || gone) {
      missed = true;
      return;
    }
    unlawful = false;
    write(connection, moves);
  }

  private void write(Connection connection, List<Move> moves) {
    Octets octets = moves.get(0).octets();
    for (Move move : moves.subList(1, moves.size())) {
      octets = octets.plus(move.octets());
    }
    model.feed(octets.text());
    try {
      connection.write(octets);
    } catch (FaultException e) {
      // The server has closed: what it said before, and whether it may, is seen when we read.
      gone = e.fault() instanceof Fault.Stall;
    }
  }

  /**
   * Whether it refuses what is not at its end: 421 may come at any time, RFC 5321 section 3.8; a
   * line that is too long, or a text that no client may send, need not be read on.
   */
  private boolean isEarly(Reply reply) {
    int kind = reply.code() / 100;
    return reply.code() == 421
        || (kind == 4 && model.session().state() == State.TEXT)
        || (kind == 5 && model.isInLongLine());
  }

  /** A reply to nothing. */
  private void unasked(Reply reply) {
    if (isEarly(reply)) {
      course.throttled = course.throttled || reply.code() == 421;
      gone = true;
      return;
    }
    fail(early(), Command.CONNECT, "extra " + reply.code(), "nothing");
  }

  /** A server or machine that is slow for all is no tarpit, but one may be too slow to go on. */
  private void noteTime(Command command, Duration took) {
    if (!model.session().isStrained()) {
      longest = took.compareTo(longest) > 0 ? took : longest;
    } else if (took.compareTo(LATE) > 0 && took.compareTo(longest.multipliedBy(TIMES)) > 0) {
      course.throttled = true;
    }
    if (isLine(command) && took.compareTo(TARPIT) > 0) {
      course.throttled = true;
      gone = true;
      missed = true;
    }
  }

  /** What is broken by a reply that is there before it is owed. */
  private Rule early() {
    if (model.isInChunk()) {
      return Rule.CHUNK_READ;
    } else if (tempted || model.isTempting()) {
      return temptation();
    }
    return model.hasLoneEnd() ? Rule.LINE_END : Rule.ONE_REPLY;
  }

  /** Reads what is owed. */
  private void hear(Connection connection) {
    Optional<Command> owed = model.next();
    while (owed.isPresent() && course.breach.isEmpty() && !gone) {
      Command command = owed.get();
      boolean before = tempted;
      noteText(command);
      unlawful = unlawful || (model.hasMore() && !mayBeFollowed(command));
      Allowed allowed = allowed(command);
      Optional<Withholding> doubt = doubt(command);
      if (!doubt.map(Withholding::asks).orElse(true)) {
        doubt = Optional.empty();
        if (!goOn(command, connection)) {
          gone = true;
          missed = true;
          return;
        }
      }
      try {
        long asked = System.nanoTime();
        Reply reply = reply(connection, doubt);
        Duration took = Duration.ofNanos(System.nanoTime() - asked);
        noteTime(command, took);
        judge(command, allowed, reply, before);
        boolean secures = command.verb() == Verb.STARTTLS && reply.code() == 220;
        if (secures && !gone && course.breach.isEmpty()) {
          shakeHands(command, connection);
        }
        boolean plain = command.argument() == Argument.CLEAN && !tempted;
        if (command.endsText() && !plain && !model.hasMore()) {
          mark(command, connection);
        }
      } catch (FaultException e) {
        missed(command, allowed, e.fault());
      }
      owed = model.next();
    }
  }

  /** What may keep the reply to {@code command} back. */
  private Optional<Withholding> doubt(Command command) {
    boolean withinText = model.hasTextBehind(command);
    if (!withinText && !model.hasOpenLine()) {
      return Optional.empty();
    } else if (unlawful) {
      return Optional.of(habits.outOfTurn());
    }
    return Optional.of(withinText ? habits.withinText() : habits.withinLine());
  }

  /** The next reply, of which there is {@code doubt}. */
  private Reply reply(Connection connection, Optional<Withholding> doubt) throws FaultException {
    try {
      Reply reply = connection.reply(patience.limit());
      doubt.ifPresent(Withholding::answered);
      return reply;
    } catch (FaultException e) {
      boolean silent = e.fault() instanceof Fault.Silence;
      doubt.ifPresent(silent ? Withholding::silent : Withholding::unknown);
      throw e;
    }
  }

  /** Writes on until the line that is open has its end; tells whether it has one. */
  private boolean goOn(Command command, Connection connection) {
    while (!model.hasTextBehind(command) && model.hasOpenLine() && isNext()) {
      write(connection, course.writes.remove());
      course.write++;
    }
    return !model.hasTextBehind(command) && !model.hasOpenLine();
  }

  /** Whether the next write is one of this connection. */
  private boolean isNext() {
    return !course.writes.isEmpty() && course.writes.peek().get(0).connection() == number;
  }

  /** Whether it is answered without looking at a client or a message. */
  private static boolean isLine(Command command) {
    return command.verb() != Verb.CONNECT && !command.endsText();
  }

  /**
   * What was written along with STARTTLS a server may take for a part of the handshake, which then
   * fails; it must not take it for commands under TLS. RFC 3207 sections 4.2 and 6.
   */
  private void shakeHands(Command command, Connection connection) {
    boolean more = model.hasMore();
    model.secured();
    try {
      connection.upgrade(habits.handshake(), patience.limit());
      injected = more;
      tempted = more;
    } catch (FaultException e) {
      gone = true;
      missed = true;
      if (!more) {
        fail(Rule.HANDSHAKE, command, "no handshake", "tls");
      }
    }
  }

  private void noteText(Command command) {
    boolean odd =
        command.argument() == Argument.TAINTED || command.argument() == Argument.ODD_CHUNK;
    tainted = tainted || odd;
    tempted = tempted || tainted || TextClass.tempts(command);
    boolean text = command.verb() == Verb.BDAT || command.verb() == Verb.END;
    chunked = text ? command.verb() == Verb.BDAT : chunked;
  }

  /** What is broken when it shows behind a text in which some would find its end. */
  private Rule temptation() {
    return injected ? Rule.TLS_FORGETS : chunked ? Rule.CHUNK_IS_TEXT : Rule.END_OF_DATA;
  }

  /**
   * Looks whether a text that is not plain was read as one: a server that has found an end mark
   * within it has answered the rest too, the real end mark with a refusal at the least, so that its
   * replies to RSET come late.
   */
  private void mark(Command end, Connection connection) {
    boolean refused = last.orElseThrow().code() / 100 == 5;
    for (String mark : refused ? MARKS_OF_REFUSAL : MARKS) {
      int code = asked(mark, connection);
      gone = gone || code == 421;
      if (gone) {
        return;
      }
      boolean late = code == 221 || code / 100 != (mark.equals("FROB") ? 5 : 2);
      if (code / 100 != 4 && late) {
        String behind =
            chunked ? "the chunk" : tempted ? Texts.lookAlike(end.written()) : "the text";
        fail(
            tempted ? temptation() : Rule.ONE_REPLY,
            end,
            "extra reply behind " + behind,
            "nothing");
        return;
      }
    }
    tainted = false;
    tempted = injected;
  }

  private int asked(String mark, Connection connection) {
    try {
      connection.write(Octets.of(mark + "\r\n"));
      int code = connection.reply(patience.limit()).code();
      course.marks++;
      return code;
    } catch (FaultException e) {
      gone = true;
      missed = true;
      return 0;
    }
  }

  /** What may stand before others in a group, where that is offered. RFC 2920 section 3.1. */
  private boolean mayBeFollowed(Command command) {
    boolean leads = command.verb().leadsGroup() || command.verb() == Verb.END;
    return (leads && model.session().pipelining()) || model.session().state() == State.OPENING;
  }

  private Allowed allowed(Command command) {
    Allowed allowed = model.allowed(command);
    if (unlawful) {
      // Refused as a whole, or cut short: RFC 2920 section 3.1 forbids us to write so.
      return new Allowed(List.of("2xx", "3xx", "4xx", "5xx"), true, allowed.rule());
    }
    return tainted ? allowed.orClosing() : allowed;
  }

  /**
   * Judges a reply.
   *
   * @param early whether a text stood before the command in which some would find its end
   */
  private void judge(Command command, Allowed allowed, Reply reply, boolean early) {
    State state = model.session().state();
    var exchange = new Exchange(state, command, course.write, reply.code(), number);
    course.exchanges.add(exchange);
    last = Optional.of(exchange);
    Optional<Departure> departure = departure(reply);
    if (departure.isPresent()) {
      boolean tooLong = departure.get() == Departure.LINE_TOO_LONG;
      Rule rule = tooLong ? Rule.REPLY_LENGTH : Rule.WELL_FORMED;
      fail(rule, command, departure.get().words(), "a reply");
    } else if (command.verb() == Verb.EHLO && offersTlsAgain(reply)) {
      fail(Rule.TLS_ONCE, command, Integer.toString(reply.code()), "250 -STARTTLS");
    } else if (!allowed.holds(reply.code())
        && !(reply.code() == 530 && model.session().mayWantMore())) {
      fail(
          blame(command, allowed, reply.code(), early),
          command,
          Integer.toString(reply.code()),
          allowed.words());
    }
    course.throttled =
        course.throttled
            || reply.code() == 421
            || (command.verb() == Verb.CONNECT && reply.code() / 100 != 2);
    model.take(command, reply);
    // After a refusal of what we should not have written it is not known what was thrown away.
    if (unlawful && reply.code() / 100 == 5 && model.hasMore()) {
      gone = true;
      missed = true;
    }
  }

  private static Optional<Departure> departure(Reply reply) {
    if (reply.departures().isEmpty()) {
      return Optional.empty();
    }
    return reply.departures().stream().filter(ILL_FORMED::contains).min(Comparator.naturalOrder());
  }

  private boolean offersTlsAgain(Reply reply) {
    return model.session().secure() && reply.keywords().contains("STARTTLS");
  }

  /** A wrong reply behind what some take for an end is a reply to what stands behind that. */
  private Rule blame(Command command, Allowed allowed, int code, boolean early) {
    if (early && command.verb() != Verb.END) {
      return temptation();
    } else if (model.hasLoneEnd() && command.argument() != Argument.BARE) {
      return Rule.LINE_END;
    }
    boolean anyTime = command.verb().isForAnyTime() && code == 503;
    if (command.isPadded() && code / 100 == 5 && code != 503) {
      return Rule.TRAILING_BLANKS;
    } else if (anyTime) {
      return Rule.ANY_TIME;
    } else if (code / 100 == 2 && allowed.codes().contains("250") && command.verb() != Verb.QUIT) {
      return Rule.SUCCESS_CODE;
    }
    return command.verb() == Verb.QUIT && code / 100 == 2 ? Rule.ONE_REPLY : allowed.rule();
  }

  private void missed(Command command, Allowed allowed, Fault fault) {
    gone = true;
    missed = true;
    if (fault instanceof Fault.Close || fault instanceof Fault.Reset) {
      int code = last.map(Exchange::code).orElse(0);
      boolean announced = code == 421 || code == 521 || code == 554;
      if (!allowed.closing() && !announced) {
        fail(Rule.NO_CLOSE, last.map(Exchange::command).orElse(command), "closed", allowed.words());
      }
    } else if (!allowed.closing()
        || fault instanceof Fault.Flood
        || command.written().equals("\r\n")) {
      String got = fault instanceof Fault.Flood ? "flood" : "silence";
      fail(Rule.ONE_REPLY, command, got, allowed.words());
    }
  }

  /** Nothing can be said of what comes now, save that QUIT is answered next. */
  private void leave(Connection connection) {
    try {
      connection.write(Octets.of("QUIT\r\n"));
      if (model.isInStep()) {
        int code = connection.reply(patience.limit()).code();
        if (code / 100 != 4 && code != 221) {
          fail(Rule.LINE_END, Command.CONNECT, "extra " + code, "221");
        }
      }
    } catch (FaultException e) {
      // It left before us.
    }
  }

  private void fail(Rule rule, Command command, String got, String expected) {
    if (course.breach.isEmpty()) {
      course.breach =
          Optional.of(
              new Breach(
                  rule,
                  model.session().state(),
                  command.verb(),
                  command.argument(),
                  got,
                  expected));
    }
  }
}
