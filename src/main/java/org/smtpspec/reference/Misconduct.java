package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a defective server does around a command that it answers well in itself: it refuses it
 * beforehand, or draws the wrong consequence from its own reply. Wrong codes are in {@link
 * WrongCodes}. A sound server has none of this.
 */
final class Misconduct {
  private static final Consumer<Session> DROP = Session::drop;

  private static final List<Refusal> REFUSALS =
      List.of(
          new Refusal(NOOP_BEFORE_HELO_503, "NOOP", When.BEFORE_HELO, 503),
          new Refusal(HELP_BEFORE_HELO_503, "HELP", When.BEFORE_HELO, 503),
          new Refusal(RSET_BEFORE_HELO_503, "RSET", When.BEFORE_HELO, 503),
          new Refusal(VRFY_BEFORE_MAIL_503, "VRFY", When.OUTSIDE_TRANSACTION, 503),
          new Refusal(VRFY_IN_TRANSACTION_503, "VRFY", When.IN_TRANSACTION, 503),
          new Refusal(IDLE_RSET_503, "RSET", When.OUTSIDE_TRANSACTION, 503),
          new Refusal(LATER_HELO_ANSWERED_220, "HELO", When.AFTER_HELO, 220),
          new Refusal(LATER_MAIL_ANSWERED_220, "MAIL", When.IN_TRANSACTION, 220),
          new Refusal(LATER_RCPT_ANSWERED_220, "RCPT", When.BEHIND_A_RECIPIENT, 220),
          new Refusal(EXPN_IN_TRANSACTION_503, "EXPN", When.IN_TRANSACTION, 503),
          new Refusal(DATA_ANSWERED_554, "DATA", When.IN_TRANSACTION, 554),
          new Refusal(SEND_ANSWERED_504, "SEND", When.ALWAYS, 504),
          new Refusal(VRFY_ENDS_SESSION, "VRFY", When.ALWAYS, 502),
          new Refusal(EXPN_ENDS_SESSION, "EXPN", When.ALWAYS, 502),
          new Refusal(HELO_MISSING, "HELO", When.ALWAYS, 502),
          new Refusal(MAIL_MISSING, "MAIL", When.ALWAYS, 502),
          new Refusal(RCPT_MISSING, "RCPT", When.ALWAYS, 502),
          new Refusal(DATA_MISSING, "DATA", When.ALWAYS, 502),
          new Refusal(RSET_MISSING, "RSET", When.ALWAYS, 502),
          new Refusal(NOOP_MISSING, "NOOP", When.ALWAYS, 502),
          new Refusal(QUIT_MISSING, "QUIT", When.ALWAYS, 502));

  private static final List<Consequence> CONSEQUENCES =
      List.of(
          new Consequence(REFUSED_RECIPIENT_DROPS_TRANSACTION, "RCPT", "55", DROP),
          new Consequence(BAD_RCPT_DROPS_TRANSACTION, "RCPT", "501", DROP),
          new Consequence(BAD_MAIL_DROPS_TRANSACTION, "MAIL", "501", DROP),
          new Consequence(OUT_OF_ORDER_DROPS_TRANSACTION, "", "503", DROP),
          new Consequence(REFUSED_HELO_RESETS, "HELO", "501", DROP),
          new Consequence(REFUSED_HELO_RESETS, "EHLO", "501", DROP),
          new Consequence(REFUSED_HELO_FORGETS_HELO, "HELO", "501", Session::forgetHello),
          new Consequence(REFUSED_HELO_FORGETS_HELO, "EHLO", "501", Session::forgetHello),
          new Consequence(REFUSED_RSET_RESETS, "RSET", "501", DROP),
          new Consequence(VRFY_DROPS_TRANSACTION, "VRFY", "", DROP),
          new Consequence(EXPN_DROPS_TRANSACTION, "EXPN", "", DROP),
          new Consequence(HELP_DROPS_TRANSACTION, "HELP", "", DROP),
          new Consequence(NOOP_DROPS_TRANSACTION, "NOOP", "", DROP));

  private static final List<Ending> ENDINGS =
      List.of(
          new Ending(REFUSED_RECIPIENT_ENDS_SESSION, "RCPT", "550"),
          new Ending(VRFY_ENDS_SESSION, "VRFY", ""),
          new Ending(EXPN_ENDS_SESSION, "EXPN", ""),
          new Ending(TURN_ENDS_SESSION, "TURN", ""));

  private final Defects defects;
  private final WrongCodes codes;
  private final Aberration aberration;
  private final Sequel sequel;

  Misconduct(Defects defects) {
    this.defects = defects;
    this.codes = new WrongCodes(defects);
    this.aberration = new Aberration(defects);
    this.sequel = new Sequel(defects);
  }

  /** When a command is refused. */
  private enum When {
    ALWAYS,
    BEFORE_HELO,
    AFTER_HELO,
    BEHIND_A_RECIPIENT,
    IN_TRANSACTION,
    OUTSIDE_TRANSACTION;

    boolean holds(Session session) {
      return switch (this) {
        case ALWAYS -> true;
        case BEFORE_HELO -> session.hello().isEmpty();
        case AFTER_HELO -> session.hello().isPresent();
        case BEHIND_A_RECIPIENT ->
            session.transaction().map(t -> !t.recipients().isEmpty()).orElse(false);
        case IN_TRANSACTION -> session.transaction().isPresent();
        case OUTSIDE_TRANSACTION -> session.transaction().isEmpty();
      };
    }
  }

  /** A command refused while a condition holds. */
  private record Refusal(Defect defect, String verb, When when, int code) {}

  /** Something done to the session after a reply; an empty verb stands for all. */
  private record Consequence(Defect defect, String verb, String code, Consumer<Session> effect) {}

  /** A reply behind which the connection is closed. */
  private record Ending(Defect defect, String verb, String code) {}

  /** The reply in the end, or none. */
  Optional<Reply> around(Session session, Command command, Supplier<Reply> sound) {
    Reply answer =
        sequel.instead(session, command).or(() -> refusal(session, command)).orElseGet(sound);
    if (answer == null) {
      return Optional.empty();
    }
    Reply reply = sequel.behind(session, command, aberration.instead(command, answer));
    for (Consequence each : CONSEQUENCES) {
      boolean meant = each.verb().isEmpty() || each.verb().equals(command.verb());
      if (defects.has(each.defect()) && meant && reply.hasCode(each.code())) {
        each.effect().accept(session);
      }
    }
    boolean silent = command.verb().isEmpty() && defects.has(NO_REPLY_TO_EMPTY_LINE);
    return silent
        ? Optional.empty()
        : Optional.of(ended(session, command, codes.swapped(command.verb(), reply)));
  }

  private Optional<Reply> refusal(Session session, Command command) {
    if (defects.has(VRFY_SMTPUTF8_REFUSED)
        && command.verb().equals("VRFY")
        && command.argument().endsWith(" SMTPUTF8")) {
      return Optional.of(Reply.of(501, "One name is enough"));
    }
    return REFUSALS.stream()
        .filter(each -> defects.has(each.defect()) && each.verb().equals(command.verb()))
        .filter(each -> each.when().holds(session))
        .findFirst()
        .map(each -> Reply.of(each.code(), command.verb() + " is refused"));
  }

  private Reply ended(Session session, Command command, Reply reply) {
    boolean tooMany =
        reply.hasCode("5")
            && session.residue().countError() >= 5
            && defects.has(CLOSES_AFTER_ERRORS);
    boolean ended =
        ENDINGS.stream()
            .anyMatch(
                each ->
                    defects.has(each.defect())
                        && each.verb().equals(command.verb())
                        && reply.hasCode(each.code()));
    if (defects.has(REPLY_OVER_512) && command.argument().length() > 400) {
      return Reply.of(Integer.parseInt(reply.code()), command.argument() + " ".repeat(100) + "?");
    }
    return tooMany || ended ? reply.closing() : reply;
  }
}
