package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.dialogue.Alternative;
import org.smtpspec.dialogue.Rank;
import org.smtpspec.dialogue.ReplySet;
import org.smtpspec.dialogue.Step;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Octets;

/**
 * Reads the dialogue of one case into steps, under one profile and with the facts of one target.
 * Not thread-safe.
 */
final class DialogueParser {
  private static final Pattern LINE = Pattern.compile("(\\+?)([CDRSTM])(2?)([:|?!-])(?: (.*))?");
  private static final String KINDS = "a line C: D: R: S: T: or M:, see FORMAT.md";

  private final Profile profile;
  private final Expander expander;
  private final SetParser sets;
  private final MailParser mail;
  private final List<Step> steps = new ArrayList<>();
  private final Map<Integer, Level> levels = new HashMap<>();

  /** The {@code S:} line whose alternatives are being collected. */
  private Optional<Pending> pending = Optional.empty();

  DialogueParser(Profile profile, Map<String, String> values) {
    this.profile = profile;
    this.expander = new Expander(values);
    this.sets = new SetParser(expander);
    this.mail = new MailParser(profile, expander, sets, levels);
  }

  Script parse(List<SourceLine> lines, Set<String> facts) throws SuiteException {
    for (SourceLine line : lines) {
      read(line);
    }
    close();
    var used = new java.util.HashSet<>(expander.used());
    used.retainAll(facts);
    return new Script(steps, levels, used, mail.looksIntoInbox(), mail.looksAtNextHop());
  }

  private void read(SourceLine line) throws SuiteException {
    Matcher matcher = LINE.matcher(line.text());
    if (!matcher.matches()) {
      throw line.error(1, "'" + line.text() + "'", KINDS);
    }
    char kind = matcher.group(2).charAt(0);
    int connection = matcher.group(3).isEmpty() ? 1 : 2;
    char mark = matcher.group(4).charAt(0);
    boolean joins = !matcher.group(1).isEmpty();
    boolean allowed =
        kind == 'S'
            ? !joins
            : kind == 'M'
                ? !joins && connection == 1 && ":?".indexOf(mark) >= 0
                : mark == ':' && !(joins && kind == 'T');
    if (!allowed) {
      throw line.error(1, "'" + line.text() + "'", KINDS);
    }
    int content = matcher.start(5) < 0 ? line.text().length() : matcher.start(5);
    if (kind == 'S') {
      reply(line, connection, mark, new Cursor(line, content));
      return;
    }
    close();
    if (kind == 'M') {
      mail.read(mark, new Cursor(line, content), steps);
    } else if (kind == 'T') {
      steps.add(timed(line, connection, new Cursor(line, content)));
    } else {
      Octets octets = octets(line, kind, content);
      send(line, joins, new Step.Send(line.number(), connection, octets, kind == 'R'));
    }
  }

  private Octets octets(SourceLine line, char kind, int content) throws SuiteException {
    Octets octets = expander.octets(line, content + 1, line.text().substring(content));
    if (kind == 'R') {
      return octets;
    }
    boolean stuff = kind == 'D' && octets.text().startsWith(".");
    return (stuff ? Octets.of(".").plus(octets) : octets).plus(Octets.CRLF);
  }

  private void send(SourceLine line, boolean joins, Step.Send send) throws SuiteException {
    if (!joins) {
      steps.add(send);
      return;
    }
    int last = steps.size() - 1;
    if (last < 0
        || !(steps.get(last) instanceof Step.Send before)
        || before.connection() != send.connection()) {
      throw line.error(1, "a line that joins", "a send on the same connection right before it");
    }
    steps.set(last, before.joined(send.octets()));
  }

  private static Step timed(SourceLine line, int connection, Cursor cursor) throws SuiteException {
    String what = cursor.peek();
    Step step =
        switch (what) {
          case "pause" -> new Step.Pause(line.number(), connection, timeAfter(cursor));
          case "silence" -> new Step.ExpectSilence(line.number(), connection, timeAfter(cursor));
          case "tls" -> new Step.Upgrade(line.number(), connection);
          case "hangup" -> new Step.HangUp(line.number(), connection, new Fault.Close());
          case "half-close" -> new Step.HangUp(line.number(), connection, new Fault.HalfClose());
          case "reset" -> new Step.HangUp(line.number(), connection, new Fault.Reset());
          case "quit" -> new Step.Leave(line.number(), connection);
          default ->
              throw cursor.expected("pause, silence, tls, hangup, half-close, reset or quit");
        };
    if (!what.equals("pause") && !what.equals("silence")) {
      cursor.word();
    }
    if (!cursor.atEnd()) {
      throw cursor.expected("the end of the line");
    }
    return step;
  }

  private static java.time.Duration timeAfter(Cursor cursor) throws SuiteException {
    cursor.word();
    return cursor.duration();
  }

  private void reply(SourceLine line, int connection, char mark, Cursor cursor)
      throws SuiteException {
    if (mark == ':' || mark == '!') {
      close();
      pending = Optional.of(new Pending(line, connection, mark == '!'));
    } else if (pending.isEmpty() || pending.get().connection() != connection) {
      String number = connection == 1 ? "" : "2";
      throw line.error(
          1,
          "'S" + number + mark + "'",
          "an 'S" + number + ":' or 'S" + number + "!' line before it");
    }
    Pending open = pending.orElseThrow();
    ReplySet set = sets.set(cursor);
    Rank rank = mark == '?' ? Rank.TOLERATED : mark == '-' ? Rank.EXEMPT : Rank.KEEPS;
    Options options = Options.read(cursor, rank != Rank.KEEPS);
    if (open.onTheWay && rank == Rank.KEEPS && !options.reason().isEmpty()) {
      throw line.errorAt("because", "'because'", "it on S: S| S? S- and M? only");
    }
    if (!options.countsUnder(profile)) {
      return;
    }
    options.level().ifPresent(level -> levels.put(line.number(), level));
    if (options.within().isPresent()) {
      open.within = options.within();
    }
    open.alternatives.add(
        new Alternative(line.number(), set, rank, options.reason(), options.stop()));
  }

  /** Ends the reply whose alternatives were collected. */
  private void close() throws SuiteException {
    if (pending.isEmpty()) {
      return;
    }
    Pending open = pending.get();
    pending = Optional.empty();
    if (open.alternatives.isEmpty()) {
      throw open.line.error(1, "no set of this reply that counts under " + profile, "one at least");
    }
    steps.add(
        new Step.Expect(
            open.line.number(), open.connection, open.alternatives, open.onTheWay, open.within));
  }

  private static final class Pending {
    private final SourceLine line;
    private final int connection;
    private final boolean onTheWay;
    private final List<Alternative> alternatives = new ArrayList<>();
    private Optional<java.time.Duration> within = Optional.empty();

    Pending(SourceLine line, int connection, boolean onTheWay) {
      this.line = line;
      this.connection = connection;
      this.onTheWay = onTheWay;
    }

    int connection() {
      return connection;
    }
  }
}
