package org.smtpspec.fuzz;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.reference.Defect;

/** Why no sequence can reveal some of the seeded defects: what they change is not judged here. */
@SuppressWarnings("ImmutableEnumChecker") // The sets cannot change: Set.of makes them.
public enum OutOfSight {
  /** See its reason. */
  USERS(
      "the sequences know no users that have moved, gone, or have a full or busy mailbox, and no"
          + " lists",
      Set.of(
          REFUSED_RECIPIENT_SERVED,
          FORWARD_WITHOUT_PATH,
          FORWARDED_MAIL_LOST,
          GONE_WITHOUT_PATH,
          GONE_RECIPIENT_HELD,
          MOVED_USER_550,
          PARTIAL_FAILURE_REFUSED,
          SHUTDOWN_451,
          SHUTDOWN_STAYS_OPEN,
          QUOTA_550,
          BUSY_550)),
  /** See its reason. */
  NOTICES(
      "notices, and mail that goes on to other hosts, are not read",
      Set.of(
          NOTICE_FROM_SENDER,
          NOTICE_FOR_NULL_PATH,
          NOTICE_WITH_RETURN_PATH,
          NO_NOTICE,
          NOTICE_LEAVES_OUT_RECIPIENT,
          LONE_CR_AND_LF_SENT_ON,
          LONE_CR_AND_LF_MENDED_LATE,
          RELAYED_MAIL_LOST,
          REVERSE_PATH_LOST_ONWARD,
          ENVELOPE_IN_HEADER,
          OWN_NAME_LEFT_IN_ROUTE,
          ROUTE_HOST_IS_DOMAIN,
          NICKNAME_IN_REVERSE_PATH,
          NULL_PATH_FILLED_ONWARD,
          NULL_SENDER_TOLD_AT_HEADER,
          NOTICE_TO_FIRST_HOST,
          NOTICE_BY_VERB_OF_MAIL,
          ONWARD_REPLIES_NOT_AWAITED,
          DOTS_NOT_DOUBLED_ONWARD,
          FOLDED_FIELDS_JOINED_ONWARD,
          NO_RECEIVED_ONWARD)),
  /** See its reason. */
  HEADER(
      "the header is not compared, only the text behind it; nor is the sender in trace lines",
      Set.of(
          SENDER_CASE_LOST,
          RECIPIENT_CASE_LOST,
          SECOND_MAIL_KEEPS_SENDER,
          HEADER_REORDERED,
          HEADER_UNFOLDED,
          HEADER_NAMES_CAPITALIZED,
          RECEIVED_NICKNAME,
          FIRST_SENDER_REMEMBERED,
          NO_RECEIVED,
          RECEIVED_AT_BOTTOM,
          RECEIVED_WITHOUT_FROM,
          RECEIVED_WITHOUT_BY,
          RECEIVED_DATE_OFF,
          OLD_RECEIVED_REMOVED,
          OLD_RECEIVED_REVERSED,
          NO_RETURN_PATH,
          RETURN_PATH_FROM_HEADER,
          RETURN_PATH_BELOW_RECEIVED,
          RECEIVED_BY_BEFORE_FROM,
          RECEIVED_WITHOUT_SEMICOLON,
          RECEIVED_PARTS_UNORDERED,
          RECEIVED_DATE_ISO,
          RECEIVED_DATE_WITHOUT_ZONE,
          RETURN_PATH_WITHOUT_BRACKETS,
          RECEIVED_WITHOUT_AUTH,
          RECEIVED_WITHOUT_UTF8)),
  /** See its reason. */
  QUERIES(
      "VRFY, EXPN and HELP need not be implemented, and what they say is not judged",
      Set.of(
          VRFY_WITHOUT_MAILBOX,
          VRFY_NAME_BEHIND_MAILBOX,
          VRFY_KNOWN_USER_550,
          VRFY_AMBIGUOUS_250,
          VRFY_LIST_451,
          VRFY_MOVED_WITHOUT_PATH,
          EXPN_ON_ONE_LINE,
          EXPN_LEAVES_OUT_MEMBER,
          EXPN_WITHOUT_BRACKETS,
          EXPN_USER_451,
          EXPN_UNKNOWN_250,
          HELP_WITHOUT_TEXT,
          HELP_TOPIC_450,
          TURN_ACCEPTED_STAYS_SERVER,
          TURN_STARTS_WITH_MAIL,
          VRFY_WITHOUT_ARGUMENT_250,
          EXPN_WITHOUT_ARGUMENT_250,
          TURN_ARGUMENT_ACCEPTED,
          TURN_ANSWERED_504,
          HELP_UNKNOWN_TOPIC_550,
          VRFY_UNKNOWN_554,
          EXPN_UNKNOWN_553,
          HELP_ANSWERED_250,
          TURN_ANSWERED_554,
          EXTRA_COMMANDS_NOT_LISTED,
          VRFY_ADDRESS_UNKNOWN,
          VRFY_SHORT_DOMAIN,
          VRFY_WITHOUT_BRACKETS,
          VRFY_GIVES_ROUTE)),
  /** See its reason. */
  EXTENSIONS(
      "of these extensions the model says nothing: what they have is allowed",
      Set.of(
          SEND_ANSWERED_504,
          SEND_RECIPIENT_503,
          SEND_ACCEPTED_AND_LOST,
          SOML_LOST,
          SAML_LOST,
          SAML_ANSWERED_214,
          SEND_ANSWERED_251,
          SOML_ANSWERED_251,
          SAML_ANSWERED_251,
          SOML_KEEPS_RECIPIENTS,
          SIZE_NOT_A_NUMBER,
          SIZE_PARAMETER_REFUSED,
          SIZE_OF_TWENTY_DIGITS_REFUSED,
          SIZE_BAD_VALUE_ACCEPTED,
          PARAMETER_TWICE_ACCEPTED,
          DECLARED_SIZE_CUTS_TEXT,
          SIZE_OVER_LIMIT_ACCEPTED,
          DECLARED_SIZE_REFUSED_AT_END,
          BODY_PARAMETER_REFUSED,
          BODY_VALUE_CASE_MATTERS,
          BODY_BAD_VALUE_ACCEPTED,
          STARTTLS_KEEPS_HELO,
          AUTH_WITHOUT_MECHANISMS,
          AUTH_OFFERED_IN_CLEAR,
          AUTH_ACCEPTED_IN_CLEAR,
          AUTH_UNKNOWN_MECHANISM_454,
          AUTH_MECHANISM_CASE_MATTERS,
          AUTH_CHALLENGE_WITH_TEXT,
          AUTH_CANCEL_535,
          AUTH_BAD_BASE64_535,
          AUTH_ANY_IDENTITY_ACCEPTED,
          AUTH_FAILURE_450,
          AUTH_PARAMETER_REFUSED,
          AUTH_PARAMETER_NOT_CHECKED,
          CHUNKING_MISSING_FOR_BINARYMIME,
          CHUNK_SIZE_CUT_TO_32_BITS,
          DATA_FOR_BINARY_TAKEN,
          RET_REFUSED,
          ENVID_REFUSED,
          RET_BAD_VALUE_ACCEPTED,
          XTEXT_NOT_CHECKED,
          NOTIFY_REFUSED,
          ORCPT_REFUSED,
          NOTIFY_BAD_VALUE_ACCEPTED,
          ORCPT_WITHOUT_TYPE_ACCEPTED,
          NOTIFY_SUCCESS_IGNORED,
          NOTIFY_UNASKED,
          NOTIFY_NEVER_IGNORED,
          RET_TURNED_ROUND,
          ENVID_NOT_GIVEN_BACK,
          ORCPT_NOT_GIVEN_BACK,
          SMTPUTF8_WITHOUT_8BITMIME,
          SMTPUTF8_REFUSED,
          SMTPUTF8_VALUE_ACCEPTED,
          INTERNATIONAL_ADDRESS_REFUSED,
          INTERNATIONAL_ADDRESS_UNANNOUNCED,
          BROKEN_UTF8_ACCEPTED,
          ETRN_WITHOUT_NODE_250,
          ETRN_BAD_NODE_250,
          ETRN_IN_TRANSACTION_TAKEN,
          ETRN_ANSWERED_254,
          UNOFFERED_ANSWERED_451,
          EIGHTBITMIME_NOT_OFFERED)),
  /** See its reason. */
  REPLY_TEXT(
      "what a reply says behind its code is not judged",
      Set.of(
          REPLY_TEXT_8BIT,
          HELO_WITHOUT_NAME,
          QUIT_WITHOUT_NAME,
          GREETING_NICKNAME,
          QUIT_NICKNAME,
          HELO_NAME_DIFFERS,
          GREETING_WITHOUT_NAME,
          STATUS_MISSING_IN_REFUSALS,
          STATUS_IN_EHLO_LIST,
          STATUS_CLASS_DISAGREES,
          STATUS_ON_FIRST_LINE_ONLY,
          STATUS_ONLY_AFTER_EHLO,
          STATUS_WITH_LEADING_ZERO,
          KEYWORDS_WITH_PARAMETER,
          HELO_ANSWERED_LIKE_EHLO,
          KEYWORD_MALFORMED,
          KEYWORD_INVENTED)),
  /** See its reason. */
  REFUSAL_CODES(
      "of a refusal only its class is judged, and not that where a server may also take it",
      Set.of(
          UNKNOWN_RECIPIENT_450,
          DATA_ANSWERED_554,
          FOREIGN_RECIPIENT_450,
          DATA_BEFORE_RCPT_501,
          ROUTED_FOREIGN_RECIPIENT_500,
          PATH_WITHOUT_BRACKETS_554,
          NOOP_ARGUMENT_504,
          NUMBER_DOMAIN_500,
          BACKSLASH_OUTSIDE_QUOTES_500,
          EMPTY_QUOTES_450,
          UNKNOWN_COMMAND_550,
          BAD_ARGUMENT_500,
          BAD_RECIPIENT_554,
          UNKNOWN_RECIPIENT_554,
          DATA_OUT_OF_ORDER_550,
          LONG_PATH_451,
          SYNTAX_ERROR_451,
          UNKNOWN_COMMAND_555,
          UNKNOWN_RECIPIENT_521)),
  /** See its reason. */
  SYNTAX(
      "what is not the plainest form may be taken or refused",
      Set.of(
          DOMAIN_CASE_MATTERS,
          UNKNOWN_RECIPIENT_ACCEPTED,
          ROUTE_REFUSED_IN_RCPT,
          MAIL_BEFORE_HELO_ACCEPTED,
          ROUTE_REFUSED_IN_MAIL,
          WORD_RUNS_INTO_ARGUMENT,
          TO_CASE_SENSITIVE,
          TWO_SPACES_REFUSED,
          HELO_WITHOUT_ARGUMENT_ACCEPTED,
          HELO_TWO_ARGUMENTS_ACCEPTED,
          HELO_LITERAL_REFUSED,
          HELO_BAD_DOMAIN_ACCEPTED,
          MAIL_WITHOUT_FROM_ACCEPTED,
          MAIL_TO_ACCEPTED,
          MAIL_WITHOUT_PATH_ACCEPTED,
          SPACE_BEFORE_PATH_ENDS_SESSION,
          JUNK_BEHIND_PATH_ACCEPTED,
          UNCLOSED_PATH_ACCEPTED,
          DOUBLE_BRACKETS_ACCEPTED,
          RCPT_WITHOUT_TO_ACCEPTED,
          EMPTY_FORWARD_PATH_ACCEPTED,
          TWO_PATHS_ACCEPTED,
          DATA_ARGUMENT_ACCEPTED,
          ROUTE_OF_ONE_REFUSED,
          ROUTE_OF_MANY_REFUSED,
          ROUTE_AT_SIGN_MISSING_ACCEPTED,
          ROUTE_WITHOUT_HOST_ACCEPTED,
          MAILBOX_WITHOUT_DOMAIN_ACCEPTED,
          MAILBOX_WITHOUT_USER_ACCEPTED,
          TWO_AT_SIGNS_ACCEPTED,
          SINGLE_ELEMENT_DOMAIN_REFUSED,
          DEEP_DOMAIN_REFUSED,
          HYPHEN_AT_EDGE_ACCEPTED,
          UNDERSCORE_ACCEPTED,
          HYPHEN_REFUSED,
          EMPTY_ELEMENT_ACCEPTED,
          TRAILING_DOT_ACCEPTED,
          LITERAL_REFUSED,
          LITERAL_ZEROS_REFUSED,
          LITERAL_255_REFUSED,
          LITERAL_OVER_255_ACCEPTED,
          LITERAL_OF_ANY_LENGTH_ACCEPTED,
          EMPTY_LITERAL_ACCEPTED,
          SPECIAL_SIGNS_REFUSED,
          SLASH_REFUSED,
          DOT_AT_EDGE_ACCEPTED,
          DOUBLE_DOT_ACCEPTED,
          QUOTED_STRING_REFUSED,
          QUOTED_SPECIALS_REFUSED,
          QUOTED_BRACKET_ENDS_PATH,
          BACKSLASH_IN_QUOTES_REFUSED,
          OPEN_QUOTE_ACCEPTED,
          BARE_SPECIALS_ACCEPTED,
          BARE_SPACE_ACCEPTED,
          USER_LIMIT_63,
          DOMAIN_LIMIT_63,
          PATH_LIMIT_255,
          COMMAND_LINE_LIMIT_511,
          RECIPIENT_LIMIT_99,
          HELO_NAME_CHECKED,
          POSTMASTER_NEEDS_DOMAIN,
          POSTMASTER_CASE_MATTERS)),
  /** See its reason. */
  SPECIAL_TEXT(
      "texts with such octets, or of such lengths, may be refused or are not sent",
      Set.of(
          HUNDREDTH_RECIPIENT_LOST,
          OVERSIZE_REPLY_IN_TEXT,
          OVERSIZE_CUT,
          EIGHTH_BIT_CLEARED,
          LONE_CR_MADE_CRLF,
          NUL_LOST)),
  /** See its reason. */
  AFTERWARDS(
      "nothing is read behind the end of a session",
      Set.of(
          CLOSES_AFTER_ERRORS, LOST_CONNECTION_DELIVERS, QUIT_DELIVERS, RSET_THEN_QUIT_DELIVERS));

  private final String reason;
  private final Set<Defect> defects;

  OutOfSight(String reason, Set<Defect> defects) {
    this.reason = reason;
    this.defects = defects;
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }

  /** Whom it is given for. */
  public Set<Defect> defects() {
    return defects;
  }

  /** The reason why {@code defect} cannot be seen; empty when it can. */
  public static Optional<OutOfSight> of(Defect defect) {
    return List.of(values()).stream().filter(one -> one.defects.contains(defect)).findFirst();
  }
}
