package org.smtpspec.suite;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpspec.dialogue.MailCheck;
import org.smtpspec.dialogue.MailExpectation;
import org.smtpspec.dialogue.Step;

/**
 * Reads {@code M:} and {@code M?} lines. Lines about the same inbox that follow one another become
 * one look into it.
 */
final class MailParser {
  private static final String CHECKS =
      "count N, none, octets contain \"...\", octets lack \"...\", header ~ /.../, header !~ /.../, body is \"...\" or body ~ /.../";

  private final Profile profile;
  private final Expander expander;
  private final SetParser sets;
  private final Map<Integer, Level> levels;
  private final PassageParser passages;
  private boolean inbox;
  private boolean nextHop;

  MailParser(Profile profile, Expander expander, SetParser sets, Map<Integer, Level> levels) {
    this.profile = profile;
    this.expander = expander;
    this.sets = sets;
    this.levels = levels;
    this.passages = new PassageParser(expander, sets);
  }

  boolean looksIntoInbox() {
    return inbox;
  }

  boolean looksAtNextHop() {
    return nextHop;
  }

  void read(char mark, Cursor cursor, List<Step> steps) throws SuiteException {
    int line = cursor.line().number();
    int column = cursor.column();
    String address = expander.expand(cursor.line(), column, address(cursor));
    boolean atNextHop = PassageParser.isAtNextHop(address);
    Optional<MailCheck> passage = atNextHop ? passages.check(cursor) : Optional.empty();
    MailCheck check = passage.isPresent() ? passage.get() : check(cursor, atNextHop);
    Options options = Options.read(cursor, mark == '?');
    if (mark != '?' && !options.reason().isEmpty()) {
      throw cursor.line().errorAt("because", "'because'", "it on S: S| S? S- and M? only");
    }
    if (!options.countsUnder(profile)) {
      return;
    }
    nextHop |= atNextHop;
    inbox |= !atNextHop;
    options.level().ifPresent(level -> levels.put(line, level));
    int last = steps.size() - 1;
    boolean goesOn =
        last >= 0
            && steps.get(last) instanceof Step.CheckMailbox look
            && look.address().equals(address);
    if (mark == '?') {
      if (!goesOn) {
        throw cursor.line().error(1, "'M?'", "an 'M:' line about the same address before it");
      }
      steps.set(last, tolerate((Step.CheckMailbox) steps.get(last), check, options));
      return;
    }
    var expectation = new MailExpectation(line, check, List.of());
    if (goesOn) {
      steps.set(last, longer((Step.CheckMailbox) steps.get(last), expectation, options));
    } else {
      steps.add(new Step.CheckMailbox(line, address, List.of(expectation), options.within()));
    }
  }

  /** An address is one word, but for blanks inside a macro. */
  private static String address(Cursor cursor) throws SuiteException {
    var address = new StringBuilder(cursor.word());
    while (address.indexOf("${") >= 0 && address.indexOf("}") < 0 && !cursor.atEnd()) {
      address.append(' ').append(cursor.word());
    }
    if (address.isEmpty()) {
      throw cursor.expected("the address of an inbox");
    }
    return address.toString();
  }

  private MailCheck check(Cursor cursor, boolean atNextHop) throws SuiteException {
    if (cursor.take("none")) {
      return new MailCheck.Count(0);
    } else if (cursor.take("count")) {
      if (!cursor.peek().matches("\\d{1,4}")) {
        throw cursor.expected("how many messages");
      }
      return new MailCheck.Count(Integer.parseInt(cursor.word()));
    } else if (cursor.take("octets")) {
      boolean wanted = cursor.take("contain");
      if (!wanted && !cursor.take("lack")) {
        throw cursor.expected("contain or lack");
      }
      return new MailCheck.Contains(string(cursor), wanted);
    } else if (cursor.take("header")) {
      boolean wanted = cursor.take("~");
      if (!wanted && !cursor.take("!~")) {
        throw cursor.expected("~ or !~");
      }
      return new MailCheck.Header(sets.regexp(cursor), wanted);
    } else if (cursor.take("body")) {
      if (cursor.take("is")) {
        return new MailCheck.BodyIs(string(cursor));
      } else if (cursor.take("~")) {
        return new MailCheck.Body(sets.regexp(cursor));
      }
      throw cursor.expected("is or ~");
    }
    throw cursor.expected(atNextHop ? CHECKS + "; " + PassageParser.CHECKS : CHECKS);
  }

  private org.smtpspec.wire.Octets string(Cursor cursor) throws SuiteException {
    int column = cursor.column();
    return expander.octets(cursor.line(), column + 1, cursor.quoted('"', "a \"string\""));
  }

  private static Step longer(Step.CheckMailbox look, MailExpectation expectation, Options options) {
    var checks = new ArrayList<>(look.checks());
    checks.add(expectation);
    return new Step.CheckMailbox(
        look.line(), look.address(), checks, options.within().or(look::within));
  }

  private static Step tolerate(Step.CheckMailbox look, MailCheck check, Options options) {
    var checks = new ArrayList<>(look.checks());
    MailExpectation last = checks.remove(checks.size() - 1);
    var tolerated = new ArrayList<>(last.tolerated());
    tolerated.add(new MailExpectation.Tolerated(check, options.reason()));
    checks.add(new MailExpectation(last.line(), last.check(), tolerated));
    return new Step.CheckMailbox(look.line(), look.address(), checks, look.within());
  }
}
