package org.smtpspec.peer;

import java.util.List;

/**
 * What RFC 5321 leaves to the server, and among what {@link OtherServer} chooses. Every value goes
 * with every value of every other, so that any combination conforms.
 */
public enum Liberty {
  GREETING_LINES("one", "many"),
  GREETING_SOFTWARE("said", "hidden"),
  NAME_CASE("lower", "odd"),
  HELLO_LINES("one", "many"),
  HELLO_GREETS("name", "text"),
  OFFER_SIZE("no", "bare", "number"),
  OFFER_8BITMIME("no", "yes"),
  OFFER_PIPELINING("no", "yes"),
  OFFER_STARTTLS("no", "yes"),
  OFFER_HELP("no", "yes"),
  OFFER_VRFY("no", "yes"),
  OFFER_PRIVATE("none", "one", "many"),
  KEYWORD_CASE("upper", "odd"),
  KEYWORD_ORDER("forward", "backward"),
  ENHANCED_CODES("none", "unoffered", "offered"),
  POSITIVE_LINES("one", "many"),
  NEGATIVE_LINES("one", "many"),
  EMPTY_CONTINUATION("no", "yes"),
  TEXT("some", "none", "longest"),
  SEGMENTS("reply", "line", "octet"),
  PACE("quick", "slow"),
  MAIL_BEFORE_HELO("503", "250"),
  HELO_UNDERSCORE("250", "501"),
  HELO_LITERAL("250", "501-bad-only"),
  HELO_MISSING_NAME("501", "500"),
  UNKNOWN_COMMAND("500", "502"),
  TURN("502", "500"),
  SEND("502", "500"),
  SOML("502", "500"),
  EMPTY_COMMAND("500", "501"),
  LONG_COMMAND("500", "501"),
  COMMAND_LIMIT("512", "2048"),
  CONTROL_IN_COMMAND("500", "501"),
  HIGH_OCTET_IN_COMMAND("500", "501"),
  SYNTAX("501", "500"),
  PATH_SYNTAX("501", "553"),
  BLANK_AFTER_COLON("501", "taken"),
  SURPLUS_ARGUMENT_OF_QUIT("501", "500"),
  SURPLUS_ARGUMENT_OF_RSET("501", "500"),
  SURPLUS_ARGUMENT_OF_DATA("501", "500"),
  NOOP_ARGUMENT("taken", "501"),
  VRFY_KNOWN("250", "252", "502"),
  VRFY_UNKNOWN("550", "252", "553"),
  VRFY_FORM("named", "bare"),
  VRFY_ARGUMENT_MISSING("501", "500"),
  EXPN("502", "252", "550"),
  HELP("214", "211", "502"),
  HELP_TOPIC("same", "504", "501"),
  HELP_LINES("one", "many"),
  RCPT_BEFORE_MAIL("503", "503-text"),
  DATA_BEFORE_MAIL("503", "554"),
  DATA_BEFORE_RCPT("503", "554", "late"),
  UNKNOWN_PARAMETER("555", "501", "504"),
  SIZE_TOO_BIG("552", "late"),
  UNKNOWN_MAILBOX("550", "553", "551"),
  FOREIGN_MAILBOX("550", "551", "554"),
  SOURCE_ROUTE("ignored", "550", "553"),
  LOCAL_CASE("ignored", "kept"),
  SUBADDRESS("taken", "refused"),
  OWN_LITERAL("taken", "refused"),
  HOST_AS_DOMAIN("taken", "refused"),
  LONG_LOCAL_PART("501", "550", "553"),
  SAME_RECIPIENT_TWICE("one", "two"),
  RECIPIENT_LIMIT("100", "1000"),
  MESSAGE_LIMIT("65536", "1000000"),
  TEXT_LINE_LIMIT("1000", "none"),
  LONG_TEXT_LINE("554", "500"),
  LONE_LF_IN_TEXT("kept", "554", "451"),
  LONE_CR_IN_TEXT("kept", "554", "550"),
  NUL_IN_TEXT("kept", "554"),
  HIGH_OCTET_IN_TEXT("kept", "554"),
  LOOP("554", "kept"),
  TRACE_FOLDED("yes", "no"),
  TRACE_FOR("no", "yes"),
  TRACE_ID("no", "yes"),
  TRACE_DAY("no", "yes"),
  TRACE_ZONE("+0000", "-0330"),
  CLOSING("at-once", "half", "pause");

  private final String options;

  Liberty(String... options) {
    this.options = String.join(" ", options);
  }

  /** What there is to choose from. */
  public List<String> options() {
    return List.of(options.split(" ", -1));
  }
}
