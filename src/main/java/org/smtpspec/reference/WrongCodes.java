package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;

/**
 * Replies of a defective server that have the wrong code: outside the table of RFC 821 section 4.3,
 * or of the wrong kind by its appendix E.
 */
final class WrongCodes {
  /** Stands for the end of the message text where a verb is wanted. */
  static final String END_OF_DATA = ".";

  private static final List<Swap> SWAPS =
      List.of(
          new Swap(MAIL_ANSWERED_200, "MAIL", "250", "200"),
          new Swap(MAIL_ANSWERED_251, "MAIL", "250", "251"),
          new Swap(MAIL_ANSWERED_354, "MAIL", "250", "354"),
          new Swap(RCPT_ANSWERED_200, "RCPT", "250", "200"),
          new Swap(UNKNOWN_RECIPIENT_554, "RCPT", "550", "554"),
          new Swap(DATA_ANSWERED_350, "DATA", "354", "350"),
          new Swap(DATA_ANSWERED_250, "DATA", "354", "250"),
          new Swap(DATA_BEFORE_RCPT_501, "DATA", "503", "501"),
          new Swap(DATA_OUT_OF_ORDER_550, "DATA", "503", "550"),
          new Swap(END_OF_DATA_ANSWERED_200, END_OF_DATA, "250", "200"),
          new Swap(END_OF_DATA_ANSWERED_251, END_OF_DATA, "250", "251"),
          new Swap(END_OF_DATA_ANSWERED_354, END_OF_DATA, "250", "354"),
          new Swap(HELO_ANSWERED_220, "HELO", "250", "220"),
          new Swap(RSET_ANSWERED_220, "RSET", "250", "220"),
          new Swap(RSET_ANSWERED_299, "RSET", "250", "299"),
          new Swap(NOOP_ANSWERED_200, "NOOP", "250", "200"),
          new Swap(NOOP_ANSWERED_220, "NOOP", "250", "220"),
          new Swap(NOOP_ANSWERED_150, "NOOP", "250", "150"),
          new Swap(QUIT_ANSWERED_250, "QUIT", "221", "250"),
          new Swap(SEND_ANSWERED_251, "SEND", "250", "251"),
          new Swap(SOML_ANSWERED_251, "SOML", "250", "251"),
          new Swap(SAML_ANSWERED_251, "SAML", "250", "251"),
          new Swap(SAML_ANSWERED_214, "SAML", "250", "214"),
          new Swap(VRFY_UNKNOWN_554, "VRFY", "550", "554"),
          new Swap(EXPN_UNKNOWN_553, "EXPN", "550", "553"),
          new Swap(HELP_ANSWERED_250, "HELP", "214", "250"),
          new Swap(HELP_ANSWERED_234, "HELP", "214", "234"),
          new Swap(TURN_ANSWERED_504, "TURN", "502", "504"),
          new Swap(TURN_ANSWERED_554, "TURN", "502", "554"),
          new Swap(BAD_ARGUMENT_500, "", "501", "500"),
          new Swap(SYNTAX_ERROR_451, "", "501", "451"),
          new Swap(SYNTAX_ERROR_451, "", "500", "451"),
          new Swap(UNKNOWN_COMMAND_550, "", "500", "550"),
          new Swap(UNKNOWN_COMMAND_555, "", "500", "555"),
          new Swap(RCPT_ANSWERED_150, "RCPT", "250", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "RSET", "2", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "SEND", "2", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "SOML", "2", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "SAML", "2", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "VRFY", "2", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "EXPN", "2", "150"),
          new Swap(LESSER_COMMANDS_ANSWERED_150, "HELP", "2", "150"),
          new Swap(REFUSALS_ANSWERED_150, "", "5", "150"),
          new Swap(CODES_INVENTED, "", "55", "559"),
          new Swap(CODES_INVENTED, "", "50", "509"),
          new Swap(CODES_INVENTED, "SEND", "250", "259"),
          new Swap(CODES_INVENTED, "NOOP", "250", "259"),
          new Swap(FIRST_DIGIT_6, "VRFY", "", "650"),
          new Swap(FIRST_DIGIT_6, "EXPN", "", "650"),
          new Swap(NOOP_ANSWERED_650, "NOOP", "250", "650"),
          new Swap(FIRST_DIGIT_6, "RCPT", "250", "650"),
          new Swap(FIRST_DIGIT_6, "DATA", "503", "603"),
          new Swap(SECOND_DIGIT_7, "VRFY", "2", "270"),
          new Swap(SECOND_DIGIT_7, "NOOP", "250", "270"),
          new Swap(LASTING_FAILURES_450, "", "50", "450"));

  private final Defects defects;

  WrongCodes(Defects defects) {
    this.defects = defects;
  }

  /** One code in place of those that begin so; an empty verb stands for all. */
  private record Swap(Defect defect, String verb, String code, String instead) {}

  Reply swapped(String verb, Reply reply) {
    return SWAPS.stream()
        .filter(swap -> defects.has(swap.defect()) && reply.hasCode(swap.code()))
        .filter(swap -> swap.verb().isEmpty() || swap.verb().equals(verb))
        .findFirst()
        .map(swap -> reply.withCode(swap.instead()))
        .orElse(reply);
  }
}
