package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a defective server does in consequence of what was before: in the session, or in others. A
 * sound server has none of this: RFC 821 section 4.1.1 tells all that one command does to the next.
 * It is long because each defect is one row of a table.
 */
final class Sequel {
  private static final Consumer<Session> DROP = Session::drop;
  private static final String BARRED = "barred";

  private static final List<Before> BEFORE =
      List.of(
          new Before(SEVENTH_RCPT_REFUSED, "RCPT", s -> nth(s, "RCPT", 7), 550, Sequel::nothing),
          new Before(
              EIGHTH_NOOP_ANSWERED_251, "NOOP", s -> nth(s, "NOOP", 8), 251, Sequel::nothing),
          new Before(THIRD_TRANSACTION_REFUSED, "MAIL", s -> messages(s) > 1, 503, Sequel::nothing),
          new Before(SECOND_RSET_503, "RSET", s -> past(s).count("RSET") > 1, 503, Sequel::nothing),
          new Before(THIRD_HELLO_REFUSED, "HELO", s -> hellos(s) > 2, 503, Sequel::nothing),
          new Before(THIRD_HELLO_REFUSED, "EHLO", s -> hellos(s) > 2, 503, Sequel::nothing),
          new Before(
              TENTH_COMMAND_500, "", s -> past(s).commands() % 10 == 0, 500, Sequel::nothing),
          new Before(SECOND_DATA_503, "DATA", s -> past(s).count("DATA") > 1, 503, Sequel::nothing),
          new Before(FIFTH_RCPT_ANSWERED_354, "RCPT", s -> nth(s, "RCPT", 5), 354, Sequel::nothing),
          new Before(RSET_BEFORE_HELLO_BARS_MAIL, "MAIL", Sequel::isBarred, 503, Sequel::nothing),
          new Before(NOOP_BEFORE_HELLO_BARS_MAIL, "MAIL", Sequel::isBarred, 503, Sequel::nothing),
          new Before(
              DATA_REFUSED_AFTER_RSET,
              "DATA",
              s -> past(s).count("RSET") > 0,
              503,
              Sequel::nothing),
          new Before(
              RCPT_REFUSED_AFTER_MESSAGE, "RCPT", s -> messages(s) > 0, 550, Sequel::nothing),
          new Before(MAIL_REFUSED_AFTER_EARLY_DATA, "MAIL", Sequel::isBarred, 503, Sequel::nothing),
          new Before(
              MAIL_REFUSED_AFTER_VRFY,
              "MAIL",
              s -> past(s).count("VRFY") > 0,
              503,
              Sequel::nothing),
          new Before(
              BAD_SENDER_REMEMBERED, "MAIL", s -> behind(s, "MAIL", "501"), 501, Sequel::nothing),
          new Before(
              BAD_RECIPIENT_REMEMBERED,
              "RCPT",
              s -> behind(s, "RCPT", "501"),
              501,
              Sequel::nothing),
          new Before(
              UNKNOWN_USER_REMEMBERED, "RCPT", s -> behind(s, "RCPT", "550"), 550, Sequel::nothing),
          new Before(
              UNKNOWN_COMMAND_REMEMBERED, "", s -> behind(s, "", "500"), 503, Sequel::nothing),
          new Before(
              RSET_BEHIND_RSET_503, "RSET", s -> behind(s, "RSET", "250"), 503, Sequel::nothing),
          new Before(
              MAIL_BEHIND_RSET_503, "MAIL", s -> behind(s, "RSET", "250"), 503, Sequel::nothing),
          new Before(
              RCPT_BEHIND_RSET_TAKEN, "RCPT", s -> behind(s, "RSET", "250"), 250, Sequel::begin),
          new Before(
              RCPT_BEHIND_MESSAGE_TAKEN,
              "RCPT",
              s -> !open(s) && messages(s) > 0,
              250,
              Sequel::begin),
          new Before(
              RCPT_BEHIND_SECOND_HELLO_TAKEN,
              "RCPT",
              s -> !open(s) && hellos(s) > 1,
              250,
              Sequel::begin),
          new Before(QUIT_IN_TRANSACTION_503, "QUIT", Sequel::open, 503, Sequel::nothing),
          new Before(QUIT_BEFORE_HELLO_503, "QUIT", s -> s.hello().isEmpty(), 503, Sequel::nothing),
          new Before(QUIT_BEHIND_ERROR_500, "QUIT", s -> behind(s, "", "5"), 500, Sequel::nothing),
          new Before(NOOP_IN_TRANSACTION_503, "NOOP", Sequel::open, 503, Sequel::nothing));

  private static final List<After> AFTER =
      List.of(
          new After(FIFTH_NOOP_DROPS_TRANSACTION, "NOOP", "", s -> nth(s, "NOOP", 5), DROP),
          new After(RSET_BEFORE_HELLO_BARS_MAIL, "RSET", "", s -> s.hello().isEmpty(), Sequel::bar),
          new After(NOOP_BEFORE_HELLO_BARS_MAIL, "NOOP", "", s -> s.hello().isEmpty(), Sequel::bar),
          new After(VRFY_BEHIND_MAIL_DROPS_SENDER, "VRFY", "", s -> recipients(s) == 0, DROP),
          new After(EXPN_BEHIND_RCPT_DROPS, "EXPN", "", s -> recipients(s) > 0, DROP),
          new After(HELP_BEHIND_MAIL_DROPS, "HELP", "", s -> recipients(s) == 0, DROP),
          new After(NOOP_BEHIND_RCPT_DROPS, "NOOP", "", s -> recipients(s) > 0, DROP),
          new After(UNKNOWN_COMMAND_DROPS, "", "500", s -> true, DROP),
          new After(LATER_REFUSED_RCPT_DROPS_ALL, "RCPT", "55", s -> recipients(s) > 0, DROP),
          new After(SECOND_MAIL_DROPS_BOTH, "MAIL", "250", s -> past(s).has("open"), DROP),
          new After(
              HELO_AFTER_EHLO_FORGOTTEN,
              "HELO",
              "250",
              s -> past(s).count("EHLO") > 0,
              Session::forgetHello),
          new After(
              RSET_AFTER_MESSAGE_FORGETS_HELLO,
              "RSET",
              "250",
              s -> messages(s) > 0,
              Session::forgetHello),
          new After(MAIL_REFUSED_AFTER_EARLY_DATA, "DATA", "503", s -> true, Sequel::bar));

  private static final List<Closing> CLOSINGS =
      List.of(
          new Closing(TWENTIETH_NOOP_CLOSES, "NOOP", 20),
          new Closing(SECOND_VRFY_CLOSES, "VRFY", 2),
          new Closing(THIRD_RSET_CLOSES, "RSET", 3));

  private final Defects defects;
  private final AtomicInteger senders = new AtomicInteger();
  private final AtomicInteger texts = new AtomicInteger();
  private final Set<Session> all = ConcurrentHashMap.newKeySet();
  private volatile Optional<Transaction> left = Optional.empty();
  private volatile List<Recipient> first = List.of();

  Sequel(Defects defects) {
    this.defects = defects;
  }

  /** A reply in the place of the sound one; an empty verb stands for all. */
  private record Before(
      Defect defect, String verb, Predicate<Session> when, int code, Consumer<Session> effect) {}

  /** Something done behind a reply. */
  private record After(
      Defect defect, String verb, String code, Predicate<Session> when, Consumer<Session> effect) {}

  /** A command that closes the connection, the so-manieth time. */
  private record Closing(Defect defect, String verb, int time) {}

  /** What is said instead of the sound reply, if anything. */
  Optional<Reply> instead(Session session, Command command) {
    past(session).ask(command.verb());
    if (command.verb().equals("MAIL") && open(session)) {
      past(session).mark("open");
    }
    takeUp(session, command.verb());
    if (command.verb().equals("MAIL")
        && defects.has(ONE_TRANSACTION_AT_A_TIME)
        && others(session).findAny().isPresent()) {
      return Optional.of(Reply.of(503, "Another is being served"));
    }
    boolean nullPath = command.argument().equalsIgnoreCase("FROM:<>") && messages(session) > 0;
    if (nullPath && defects.has(NULL_PATH_REFUSED_AFTER_MESSAGE)) {
      return Optional.of(Reply.of(501, "A sender is wanted"));
    }
    if (command.verb().equals("MAIL")
        && defects.has(HUNDREDTH_MAIL_503)
        && senders.incrementAndGet() % 100 == 0) {
      return Optional.of(Reply.of(503, "Not now"));
    }
    boolean kept = command.verb().equals("RSET") && keepsAtRset(session);
    if (kept) {
      return Optional.of(Reply.of(250, "OK"));
    }
    return BEFORE.stream()
        .filter(each -> defects.has(each.defect()) && isMeant(each.verb(), command))
        .filter(each -> each.when().test(session))
        .findFirst()
        .map(
            each -> {
              each.effect().accept(session);
              return Reply.of(each.code(), command.verb() + " is odd here");
            });
  }

  private boolean keepsAtRset(Session session) {
    return (defects.has(RSET_AFTER_REFUSAL_KEEPS) && past(session).refusedInTransaction())
        || (defects.has(RSET_OF_TWO_RECIPIENTS_KEEPS) && recipients(session) > 1);
  }

  private void takeUp(Session session, String verb) {
    if (!defects.has(LEFT_TRANSACTION_TAKEN_UP)) {
      return;
    }
    if (verb.equals("RCPT") && !open(session)) {
      left.ifPresent(session::open);
    }
    left = verb.equals("RCPT") ? session.transaction() : left;
  }

  /** The reply in the end, when what was before has had its effect. */
  Reply behind(Session session, Command command, Reply reply) {
    for (After each : AFTER) {
      boolean meant = isMeant(each.verb(), command) && reply.hasCode(each.code());
      if (defects.has(each.defect()) && meant && each.when().test(session)) {
        each.effect().accept(session);
      }
    }
    if (command.verb().equals("DATA") && reply.hasCode("354")) {
      comeBack(session);
      if (defects.has(RECIPIENTS_OF_ALL_SESSIONS)) {
        others(session).forEach(one -> session.transaction().get().addAll(one.recipients()));
      }
    }
    if (command.verb().equals("RSET") && defects.has(RSET_DROPS_ALL_TRANSACTIONS)) {
      all.forEach(Session::drop);
    }
    note(session);
    past(session).answered(session, command.verb(), reply.code());
    boolean closes =
        CLOSINGS.stream()
            .anyMatch(
                each ->
                    defects.has(each.defect())
                        && isMeant(each.verb(), command)
                        && nth(session, each.verb(), each.time()));
    return closes ? reply.closing() : reply;
  }

  private void note(Session session) {
    boolean wanted =
        defects.has(RSET_DROPS_ALL_TRANSACTIONS)
            || defects.has(RECIPIENTS_OF_ALL_SESSIONS)
            || defects.has(ONE_TRANSACTION_AT_A_TIME);
    if (wanted && open(session)) {
      all.add(session);
    } else {
      all.remove(session);
    }
    all.removeIf(one -> !open(one));
  }

  /** The transactions that are open in other sessions. */
  private Stream<Transaction> others(Session session) {
    return all.stream().filter(one -> one != session).flatMap(one -> one.transaction().stream());
  }

  private void comeBack(Session session) {
    if (!defects.has(FIRST_RECIPIENT_COMES_BACK) || !open(session)) {
      return;
    }
    Transaction transaction = session.transaction().get();
    if (first.isEmpty()) {
      first = transaction.recipients();
    } else if (texts.incrementAndGet() % 40 == 0) {
      transaction.addAll(first);
    }
  }

  private static boolean isMeant(String verb, Command command) {
    return verb.isEmpty() || verb.equals(command.verb());
  }

  private static History past(Session session) {
    return session.residue().history();
  }

  private static boolean nth(Session session, String verb, int n) {
    return past(session).count(verb) % n == 0;
  }

  private static boolean behind(Session session, String verb, String code) {
    return past(session).isBehind(verb, code);
  }

  private static int messages(Session session) {
    return session.residue().messages();
  }

  private static int hellos(Session session) {
    return past(session).count("HELO") + past(session).count("EHLO");
  }

  private static boolean open(Session session) {
    return session.transaction().isPresent();
  }

  /** How many are taken in the open transaction; -1 when there is none. */
  private static int recipients(Session session) {
    return session.transaction().map(open -> open.recipients().size()).orElse(-1);
  }

  private static void nothing(Session session) {
    // The reply is all.
  }

  private static void begin(Session session) {
    session.open(new Transaction("MAIL", MailPath.NULL));
  }

  private static boolean isBarred(Session session) {
    return past(session).has(BARRED);
  }

  private static void bar(Session session) {
    past(session).mark(BARRED);
  }
}
