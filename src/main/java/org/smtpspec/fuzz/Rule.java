package org.smtpspec.fuzz;

import static org.smtpspec.fuzz.Property.MAIL;
import static org.smtpspec.fuzz.Property.RELAY;
import static org.smtpspec.fuzz.Property.REPLIES;
import static org.smtpspec.fuzz.Property.SEGMENTS;
import static org.smtpspec.fuzz.Property.STATES;
import static org.smtpspec.fuzz.Property.SURVIVAL;

import java.util.Locale;

/** A rule that a finding breaks: the property it belongs to, its section, and how much it binds. */
public enum Rule {
  ONE_REPLY(REPLIES, "rfc5321#4.2", "MUST", "each command gets exactly one reply"),
  WELL_FORMED(REPLIES, "rfc5321#4.2", "MUST", "a reply is three digits, a separator, text, CRLF"),
  /** RFC 821 section 4.5.3 had it as a MUST; RFC 5321 section 4.5.3.1 says SHOULD of all sizes. */
  REPLY_LENGTH(REPLIES, "rfc5321#4.5.3.1.5", "SHOULD", "a reply line has at most 512 octets"),
  LINE_END(REPLIES, "rfc5321#2.3.8", "MUST", "nothing but CRLF ends a command line"),
  NO_CLOSE(STATES, "rfc5321#3.8", "MUST", "a server closes only after QUIT or with 421"),
  CLOSES(STATES, "rfc5321#4.1.1.10", "MUST", "the server closes behind its 221"),
  GREETING(STATES, "rfc5321#3.1", "MUST", "a session begins with 220 or a refusal"),
  HELLO(STATES, "rfc5321#4.1.1.1", "MUST", "HELO and EHLO with a domain are taken at any time"),
  ORDER(STATES, "rfc5321#4.1.4", "MUST", "a command out of order is refused"),
  ANY_TIME(STATES, "rfc5321#4.1.4", "SHOULD", "NOOP, HELP, EXPN, VRFY and RSET work at any time"),
  TRAILING_BLANKS(STATES, "rfc5321#4.1.1", "SHOULD", "blanks before the CRLF are borne"),
  REQUIRED(STATES, "rfc5321#4.5.1", "MUST", "the required commands are implemented"),
  NEEDS_PATH(STATES, "rfc5321#4.1.1.2", "MUST", "MAIL and RCPT have a path"),
  GOOD_SENDER(STATES, "rfc5321#3.3", "MUST", "a well formed sender is taken"),
  GOOD_RECIPIENT(STATES, "rfc5321#3.3", "MUST", "a mailbox that exists is taken"),
  GOOD_TEXT(STATES, "rfc5321#4.1.1.4", "MUST", "plain text for mailboxes that exist is taken"),
  NO_RECIPIENT(STATES, "rfc5321#3.3", "MUST", "a message without recipients is refused"),
  RECIPIENT_COUNT(STATES, "rfc5321#4.5.3.1.8", "MUST", "recipients are counted for each message"),
  CHUNK_SIZE(STATES, "rfc3030#2", "MUST", "a chunk whose size is no number is refused"),
  CHUNK_ORDER(
      STATES, "rfc3030#2", "MUST", "a chunk is of a transaction, and none is behind the last"),
  GOOD_CHUNK(STATES, "rfc3030#2", "MUST", "a chunk of plain text for good mailboxes is taken"),
  CHUNK_READ(STATES, "rfc3030#2", "MUST", "a chunk is read to its end before it is answered"),
  DATA_BEHIND_CHUNK(STATES, "rfc3030#2", "MUST", "DATA behind a chunk is refused"),
  STARTTLS(STATES, "rfc3207#4", "MUST", "STARTTLS is answered 220, 454, or with arguments 501"),
  HANDSHAKE(STATES, "rfc3207#4", "MUST", "behind the 220 to STARTTLS is a handshake"),
  TLS_ONCE(STATES, "rfc3207#4.2", "MUST", "under TLS no STARTTLS is offered"),
  TLS_WITHIN_TLS(STATES, "rfc3207#4.2", "SHOULD", "under TLS STARTTLS is refused"),
  TLS_FORGETS(STATES, "rfc3207#4.2", "MUST", "nothing sent before the handshake counts behind it"),
  AUTH_ORDER(STATES, "rfc4954#4", "MUST", "AUTH is refused in a transaction, and behind another"),
  AUTH_EXCHANGE(
      STATES, "rfc4954#4", "MUST", "an exchange of AUTH is begun, or refused for its mechanism"),
  AUTH_RIGHT(STATES, "rfc4954#4", "MUST", "the right credentials are answered 235"),
  AUTH_WRONG(STATES, "rfc4954#4", "MUST", "wrong credentials, and what are none, are refused"),
  UNKNOWN_WORD(STATES, "rfc5321#4.2.4", "MUST", "a word that is no command is refused"),
  SUCCESS_CODE(STATES, "rfc5321#4.3.2", "SHOULD", "success has the code that is listed for it"),
  DIGIT(STATES, "rfc5321#4.2.1", "MUST", "the first digit is one that the command can have"),
  END_OF_DATA(MAIL, "rfc5321#4.1.1.4", "MUST", "nothing but CRLF . CRLF ends the message text"),
  CHUNK_IS_TEXT(
      MAIL, "rfc3030#2", "MUST", "the octets of a chunk are text, whatever they look like"),
  ARRIVES_ONCE(MAIL, "rfc5321#4.1.1.4", "MUST", "accepted mail arrives once for each recipient"),
  REFUSED_STAYS_OUT(MAIL, "rfc5321#4.1.1.4", "MUST", "refused or dropped mail never arrives"),
  TEXT_KEPT(MAIL, "rfc5321#4.5.2", "MUST", "text arrives octet for octet, periods undoubled"),
  CLOSED_RELAY(RELAY, "rfc5321#3.6.2", "MUST", "a closed server relays for nobody"),
  FRESH_SESSION(SURVIVAL, "rfc5321#3.1", "MUST", "the server answers a fresh session"),
  SAME_REPLIES(SEGMENTS, "rfc5321#2.3.7", "MUST", "segments change no reply");

  private final Property property;
  private final String cite;
  private final String level;
  private final String title;

  Rule(Property property, String cite, String level, String title) {
    this.property = property;
    this.cite = cite;
    this.level = level;
    this.title = title;
  }

  /** The property it belongs to. */
  public Property property() {
    return property;
  }

  /** Its section as a suite file cites it. */
  public String cite() {
    return cite;
  }

  /** MUST or SHOULD. */
  public String level() {
    return level;
  }

  /** What a server does that keeps it. */
  public String title() {
    return title;
  }

  /** Whether it is about the form of a reply, whatever that says. */
  boolean isOfForm() {
    return this == WELL_FORMED || this == REPLY_LENGTH;
  }

  /** Whether it is broken by who sees the end of a line or a text where there is none. */
  boolean isOfEnds() {
    return this == END_OF_DATA || this == LINE_END || this == CHUNK_IS_TEXT || this == TLS_FORGETS;
  }

  /** Its name in files and on screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
