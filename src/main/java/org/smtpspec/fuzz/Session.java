package org.smtpspec.fuzz;

import java.util.Set;
import org.smtpspec.fuzz.Envelope.Chunks;

/**
 * What a client knows of a session by the replies it got. Immutable.
 *
 * @param envelope of the open transaction
 * @param offers what the last EHLO was answered, as {@link org.smtpspec.wire.Reply#offers} has it
 * @param refusals how many commands have been refused; servers lose patience
 * @param surplus whether a recipient was too many in an earlier message, or in this
 * @param secure whether it is under TLS
 * @param authenticated whether an AUTH has succeeded
 */
record Session(
    State state,
    Envelope envelope,
    Set<String> offers,
    int refusals,
    boolean surplus,
    boolean secure,
    boolean authenticated) {
  static final Session OPENING =
      new Session(State.OPENING, Envelope.EMPTY, Set.of(), 0, false, false, false);

  /** After so many refusals a server may close, whatever RFC 5321 section 3.8 says. */
  private static final int PATIENCE = 3;

  /** So many recipients a message must be allowed to have. RFC 5321 section 4.5.3.1.8. */
  private static final int MANY = 100;

  /** Whether the server has had reason to lose patience. */
  boolean isStrained() {
    return refusals >= PATIENCE;
  }

  /** Whether commands may follow one another unanswered. RFC 2920. */
  boolean pipelining() {
    return offers.contains("PIPELINING");
  }

  /** Whether BDAT may be used. RFC 3030 section 2. */
  boolean chunking() {
    return offers.contains("CHUNKING");
  }

  /** Whether STARTTLS may be used. RFC 3207 section 4. */
  boolean startTls() {
    return offers.contains("STARTTLS");
  }

  /** Whether a server may ask for TLS or AUTH first: RFC 3207 section 4, RFC 4954 section 6. */
  boolean mayWantMore() {
    return (startTls() && !secure) || (offers.contains("AUTH") && !authenticated);
  }

  int recipients() {
    return envelope.recipients();
  }

  /** Whether all that was taken in the open transaction is what a server must take. */
  boolean isPlain() {
    return envelope.isPlain();
  }

  boolean plainSender() {
    return envelope.plainSender();
  }

  Chunks chunks() {
    return envelope.chunks();
  }

  /**
   * The session after {@code command} got a reply of {@code code}.
   *
   * @param offered what the reply offers, if it is one to EHLO
   */
  Session after(Command command, int code, Set<String> offered) {
    if (code == 421) {
      return with(State.OVER);
    } else if (command.verb() == Verb.CONNECT) {
      return with(code == 220 ? State.GREETED : State.OVER);
    } else if (command.verb() == Verb.END) {
      Session clean = cleared(State.READY, offers);
      return code / 100 == 2 ? clean : clean.refused(command, code);
    }
    return code / 100 == 2 || code / 100 == 3
        ? afterSuccess(command, code, offered)
        : refused(command, code);
  }

  private Session refused(Command command, int code) {
    boolean tooMany = command.verb() == Verb.RCPT && code == 452 && recipients() >= MANY;
    // Between chunks some servers take no other command, and nothing but RSET behind one.
    boolean indeterminate = command.isChunk() || chunks() != Chunks.NONE;
    return new Session(
        state == State.ASKED ? State.READY : state,
        indeterminate ? envelope.with(Chunks.FAILED) : envelope,
        offers,
        refusals + 1,
        surplus || tooMany,
        secure,
        authenticated);
  }

  private Session afterSuccess(Command command, int code, Set<String> offered) {
    boolean failed = chunks() == Chunks.FAILED;
    return switch (command.verb()) {
      case HELO, EHLO -> cleared(State.READY, offered);
      case MAIL -> with(State.MAILED, kept(Envelope.from(command.argument()), failed));
      case RCPT -> with(State.ADDRESSED, envelope.to(command.argument()));
      case DATA -> with(State.TEXT);
      case BDAT ->
          command.argument().isPart()
              ? with(state, kept(envelope.with(Chunks.BEGUN), failed))
              : with(State.READY, kept(Envelope.EMPTY, failed));
      case RSET -> cleared(state == State.GREETED ? state : State.READY, offers);
      case STARTTLS ->
          new Session(State.GREETED, Envelope.EMPTY, Set.of(), refusals, surplus, true, false);
      case AUTH, RESPONSE -> code / 100 == 3 ? with(State.ASKED) : known();
      case QUIT -> with(State.OVER);
      default -> this;
    };
  }

  private Session known() {
    return new Session(State.READY, envelope, offers, refusals, surplus, secure, true);
  }

  /** Nothing but RSET, or a hello, makes an indeterminate state a known one. */
  private static Envelope kept(Envelope next, boolean failed) {
    return failed ? next.with(Chunks.FAILED) : next;
  }

  private Session cleared(State next, Set<String> offered) {
    return new Session(next, Envelope.EMPTY, offered, refusals, surplus, secure, authenticated);
  }

  private Session with(State next) {
    return with(next, envelope);
  }

  private Session with(State next, Envelope opened) {
    return new Session(next, opened, offers, refusals, surplus, secure, authenticated);
  }
}
