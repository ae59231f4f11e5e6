package org.smtpspec.fuzz;

import static org.smtpspec.fuzz.Allowed.by;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.smtpspec.fuzz.Envelope.Chunks;

/**
 * What a server may answer, by state and command: RFC 5321 sections 3 and 4, where they leave a
 * choice the wider one. A 4yz is allowed everywhere, since any command may fail for the moment; a
 * refusal is held against a server only where nothing in the session gives a reason for it.
 */
final class Law {
  private static final Allowed GREETING = by(Rule.GREETING, "220", "554", "4xx");
  private static final Allowed HELLO = by(Rule.HELLO, "250", "4xx");
  private static final Allowed OTHER_HELLO = by(Rule.SUCCESS_CODE, "250", "4xx", "5xx");
  private static final Allowed OPENED = by(Rule.GOOD_SENDER, "250", "4xx");
  private static final Allowed MAYBE = by(Rule.SUCCESS_CODE, "250", "4xx", "5xx");
  private static final Allowed NEEDS_PATH = by(Rule.NEEDS_PATH, "4xx", "5xx");
  private static final Allowed OUT_OF_ORDER = by(Rule.ORDER, "4xx", "5xx");
  private static final Allowed TAKEN = by(Rule.GOOD_RECIPIENT, "250", "251", "4xx");
  private static final Allowed COUNTED =
      by(Rule.RECIPIENT_COUNT, "250", "251", "421", "450", "451", "454", "455");
  private static final Allowed MAYBE_TAKEN =
      by(Rule.SUCCESS_CODE, "250", "251", "252", "4xx", "5xx");
  private static final Allowed BEGIN = by(Rule.ORDER, "354", "4xx", "550", "552", "554", "521");

  /** Whoever has taken a recipient cannot say that there is none. RFC 5321 section 3.3. */
  private static final Allowed BEGIN_SOMEHOW =
      by(Rule.ORDER, "354", "4xx", "500", "501", "502", "504", "521", "55x");

  private static final Allowed MAYBE_BEGIN = by(Rule.SUCCESS_CODE, "354", "4xx", "5xx");
  private static final Allowed STORED = by(Rule.GOOD_TEXT, "250", "4xx");
  private static final Allowed MAYBE_STORED = by(Rule.SUCCESS_CODE, "250", "4xx", "5xx");
  private static final Allowed NOT_STORED = by(Rule.NO_RECIPIENT, "4xx", "5xx");
  private static final Allowed DROPPED = by(Rule.REQUIRED, "250", "4xx");
  private static final Allowed DONE = by(Rule.REQUIRED, "250", "4xx");
  private static final Allowed FAREWELL = by(Rule.REQUIRED, "221", "4xx");
  private static final Allowed MAYBE_FAREWELL = by(Rule.SUCCESS_CODE, "221", "4xx", "5xx");
  private static final Allowed NO_WORD = by(Rule.UNKNOWN_WORD, "4xx", "5xx");
  private static final Allowed NO_SIZE = by(Rule.CHUNK_SIZE, "4xx", "5xx");
  private static final Allowed NO_CHUNK = by(Rule.CHUNK_ORDER, "4xx", "5xx");
  private static final Allowed CHUNK_TAKEN = by(Rule.GOOD_CHUNK, "250", "4xx");
  private static final Allowed CHUNKED = by(Rule.DATA_BEHIND_CHUNK, "4xx", "5xx");
  private static final Allowed SECURED = by(Rule.STARTTLS, "220", "4xx");
  private static final Allowed MAYBE_SECURED = by(Rule.STARTTLS, "220", "4xx", "5xx");
  private static final Allowed NO_TLS = by(Rule.STARTTLS, "4xx", "5xx");
  private static final Allowed NO_MORE_TLS = by(Rule.TLS_WITHIN_TLS, "4xx", "5xx");
  private static final Allowed AUTH_LATE = by(Rule.AUTH_ORDER, "4xx", "5xx");
  private static final Allowed NO_AUTH = by(Rule.AUTH_EXCHANGE, "4xx", "5xx");
  private static final Allowed ASKED = by(Rule.AUTH_EXCHANGE, "334", "4xx", "534", "538");
  private static final Allowed MAYBE_ASKED = by(Rule.AUTH_EXCHANGE, "334", "4xx", "5xx");
  private static final Allowed KNOWN = by(Rule.AUTH_RIGHT, "235", "4xx", "534", "538");
  private static final Allowed MAYBE_KNOWN = by(Rule.AUTH_EXCHANGE, "235", "334", "4xx", "5xx");
  private static final Allowed NOT_KNOWN = by(Rule.AUTH_WRONG, "4xx", "5xx");
  private static final Allowed ANY = by(Rule.DIGIT, "2xx", "3xx", "4xx", "5xx");
  private static final Allowed ANY_BUT_3 = by(Rule.DIGIT, "2xx", "4xx", "5xx");

  /** Of octets that nobody can tell how to read. */
  static final Allowed ANYTHING = ANY.orClosing();

  /** VRFY, EXPN and HELP, which need not be implemented, RFC 5321 section 4.5.1. */
  private static final Map<Verb, Allowed> QUERIES =
      new EnumMap<>(
          Map.of(
              Verb.VRFY, query("250", "251", "252"),
              Verb.EXPN, query("250", "252"),
              Verb.HELP, query("211", "214", "250")));

  private Law() {}

  /** 503 alone says that the time is wrong, which it never is. RFC 5321 section 4.1.4. */
  private static Allowed query(String... codes) {
    var all = new ArrayList<>(List.of(codes));
    all.addAll(List.of("4xx", "500", "501", "502", "504", "51x", "52x", "53x", "54x", "55x"));
    return by(Rule.SUCCESS_CODE, all.toArray(String[]::new));
  }

  /** What {@code command} may be answered, when {@code session} is as it is. */
  static Allowed of(Command command, Session session) {
    Argument argument = command.argument();
    boolean late = session.state() != State.GREETED && session.state() != State.READY;
    if (argument.isHostile() && command.verb() != Verb.RESPONSE && command.verb() != Verb.AUTH) {
      return hostile(command, session);
    }
    return switch (command.verb()) {
      case CONNECT -> GREETING;
      case HELO, EHLO -> hello(command.verb(), argument);
      case MAIL -> mail(argument, session, late);
      case RCPT -> rcpt(argument, session);
      case DATA -> data(argument, session);
      case BDAT -> chunk(argument, session);
      case STARTTLS -> startTls(argument, session);
      case AUTH -> auth(argument, session);
      case RESPONSE -> response(argument);
      case END -> end(argument, session);
      case RSET -> argument == Argument.NONE ? DROPPED : MAYBE;
      case NOOP -> argument == Argument.NONE && !isIndeterminate(session) ? DONE : MAYBE;
      case QUIT -> argument == Argument.NONE ? FAREWELL : MAYBE_FAREWELL;
      case VRFY, EXPN, HELP -> isIndeterminate(session) ? ANY_BUT_3 : QUERIES.get(command.verb());
      case EXTENSION -> command.isOfMail() ? ANY : ANY.orClosing();
      case UNKNOWN -> NO_WORD;
    };
  }

  /** Behind a chunk that failed, or DATA behind a chunk, we must send RSET: RFC 3030 section 2. */
  private static boolean isIndeterminate(Session session) {
    return session.chunks() == Chunks.FAILED;
  }

  /** A line that no client may send: whatever is made of it, the order of commands holds. */
  private static Allowed hostile(Command command, Session session) {
    boolean forMail = command.verb() == Verb.RCPT || command.verb() == Verb.DATA;
    boolean early = !session.state().inTransaction() && session.chunks() == Chunks.NONE;
    return (forMail && early ? OUT_OF_ORDER : command.verb() == Verb.DATA ? MAYBE_BEGIN : ANY_BUT_3)
        .orClosing();
  }

  /** EHLO may be unknown to a server of 1982; HELO may not. RFC 5321 sections 3.2 and 4.5.1. */
  private static Allowed hello(Verb verb, Argument argument) {
    return argument == Argument.GOOD && verb == Verb.HELO ? HELLO : OTHER_HELLO;
  }

  /** A second MAIL may be refused or begin anew; RFC 821 section 3.1, RFC 5321 section 4.1.4. */
  private static Allowed mail(Argument argument, Session session, boolean late) {
    if (argument == Argument.NONE) {
      return NEEDS_PATH;
    }
    boolean good = argument == Argument.GOOD || argument == Argument.NULL_PATH;
    boolean due = good && !late && session.chunks() == Chunks.NONE;
    return due && session.state() == State.READY ? OPENED : MAYBE;
  }

  private static Allowed rcpt(Argument argument, Session session) {
    if (session.chunks() != Chunks.NONE) {
      return MAYBE_TAKEN;
    } else if (!session.state().inTransaction()) {
      return OUT_OF_ORDER;
    } else if (argument == Argument.NONE) {
      return NEEDS_PATH;
    }
    boolean due = argument == Argument.GOOD && session.isPlain();
    if (due && session.surplus() && session.recipients() == 0) {
      return COUNTED;
    }
    return due ? TAKEN : MAYBE_TAKEN;
  }

  /** RFC 5321 section 3.3: without recipients a server may say 354 all the same. */
  private static Allowed data(Argument argument, Session session) {
    if (session.chunks() != Chunks.NONE) {
      return session.chunks() == Chunks.BEGUN ? CHUNKED : MAYBE_BEGIN;
    } else if (!session.state().inTransaction()) {
      return OUT_OF_ORDER;
    }
    boolean addressed = session.state() == State.ADDRESSED && argument == Argument.NONE;
    if (addressed && !session.isPlain() && session.plainSender()) {
      return BEGIN_SOMEHOW;
    }
    return addressed && session.isPlain() ? BEGIN : MAYBE_BEGIN;
  }

  /**
   * RFC 3030 section 2. Behind a chunk that failed the state is indeterminate; without recipients a
   * server may say at the last chunk what it may say at the end of a text.
   */
  private static Allowed chunk(Argument argument, Session session) {
    boolean tainted = argument == Argument.TAINTED || argument == Argument.ODD_CHUNK;
    if (!argument.isText() && !argument.isPart()) {
      return NO_SIZE;
    } else if (isIndeterminate(session)) {
      return tainted ? MAYBE_STORED.orClosing() : MAYBE_STORED;
    } else if (!session.state().inTransaction()) {
      return tainted ? NO_CHUNK.orClosing() : NO_CHUNK;
    } else if (session.recipients() == 0) {
      return argument.isPart() ? MAYBE_STORED.orClosing() : NOT_STORED.orClosing();
    }
    boolean due = argument == Argument.CLEAN || argument == Argument.CHUNK;
    return due && session.isPlain()
        ? CHUNK_TAKEN
        : tainted ? MAYBE_STORED.orClosing() : MAYBE_STORED;
  }

  /** RFC 3207 section 4; many a server has none in a transaction. */
  private static Allowed startTls(Argument argument, Session session) {
    if (session.secure()) {
      return NO_MORE_TLS;
    } else if (argument != Argument.NONE) {
      return NO_TLS;
    }
    return session.state() == State.READY && session.chunks() == Chunks.NONE
        ? SECURED
        : MAYBE_SECURED;
  }

  /** RFC 4954 section 4: once in a session, and in no transaction. */
  private static Allowed auth(Argument argument, Session session) {
    boolean late = session.authenticated() || session.state().inTransaction();
    if (argument.isHostile()) {
      return MAYBE_KNOWN.orClosing();
    } else if (late) {
      return AUTH_LATE;
    }
    return switch (argument) {
      case GOOD -> ASKED;
      case NONE, ODD -> NO_AUTH;
      default -> response(argument);
    };
  }

  private static Allowed response(Argument argument) {
    return switch (argument) {
      case GOOD -> ASKED;
      case RIGHT -> KNOWN;
      case ODD -> MAYBE_ASKED;
      case WRONG, NOT_BASE64, CANCEL -> NOT_KNOWN;
      case LONG, BARE -> MAYBE_KNOWN.orClosing();
      default -> MAYBE_KNOWN;
    };
  }

  private static Allowed end(Argument argument, Session session) {
    if (isIndeterminate(session)) {
      return MAYBE_STORED.orClosing();
    }
    if (session.recipients() == 0) {
      return argument == Argument.TAINTED ? NOT_STORED.orClosing() : NOT_STORED;
    } else if (argument == Argument.TAINTED) {
      return MAYBE_STORED.orClosing();
    }
    return argument == Argument.CLEAN && session.isPlain() ? STORED : MAYBE_STORED;
  }
}
