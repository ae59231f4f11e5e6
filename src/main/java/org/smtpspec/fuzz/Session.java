package org.smtpspec.fuzz;

/**
 * What a client knows of a session by the replies it got. Immutable.
 *
 * @param recipients how many were taken in the open transaction
 * @param isPlain whether all that was taken in it is what a server must take
 * @param pipelining whether the last EHLO was answered with PIPELINING, RFC 2920
 * @param refusals how many commands have been refused; servers lose patience
 * @param plainSender whether the sender of the open transaction came without parameters and tricks
 * @param surplus whether a recipient was too many in an earlier message, or in this
 */
record Session(
    State state,
    int recipients,
    boolean isPlain,
    boolean pipelining,
    int refusals,
    boolean plainSender,
    boolean surplus) {
  static final Session OPENING = new Session(State.OPENING, 0, true, false, 0, true, false);

  /** After so many refusals a server may close, whatever RFC 5321 section 3.8 says. */
  private static final int PATIENCE = 3;

  /** So many recipients a message must be allowed to have. RFC 5321 section 4.5.3.1.8. */
  private static final int MANY = 100;

  /** Whether the server has had reason to lose patience. */
  boolean isStrained() {
    return refusals >= PATIENCE;
  }

  /** The session after {@code command} got a reply of {@code code}. */
  Session after(Command command, int code, boolean offersPipelining) {
    if (code == 421) {
      return with(State.OVER);
    } else if (command.verb() == Verb.CONNECT) {
      return with(code == 220 ? State.GREETED : State.OVER);
    } else if (command.verb() == Verb.END) {
      Session clean = cleared(State.READY, pipelining);
      return code / 100 == 2 ? clean : clean.refused(command, code);
    }
    return code / 100 == 2 || code / 100 == 3
        ? afterSuccess(command, offersPipelining)
        : refused(command, code);
  }

  private Session refused(Command command, int code) {
    boolean tooMany = command.verb() == Verb.RCPT && code == 452 && recipients >= MANY;
    return new Session(
        state, recipients, isPlain, pipelining, refusals + 1, plainSender, surplus || tooMany);
  }

  private Session afterSuccess(Command command, boolean offersPipelining) {
    Argument argument = command.argument();
    boolean must = argument == Argument.GOOD || argument == Argument.NULL_PATH;
    boolean plain = must || argument == Argument.FORMED;
    return switch (command.verb()) {
      case HELO, EHLO -> cleared(State.READY, offersPipelining);
      case MAIL -> new Session(State.MAILED, 0, must, pipelining, refusals, plain, surplus);
      case RCPT ->
          new Session(
              State.ADDRESSED,
              recipients + 1,
              isPlain && must,
              pipelining,
              refusals,
              plainSender,
              surplus);
      case DATA -> with(State.TEXT);
      case RSET -> cleared(state == State.GREETED ? state : State.READY, pipelining);
      case QUIT -> with(State.OVER);
      default -> this;
    };
  }

  private Session cleared(State next, boolean offersPipelining) {
    return new Session(next, 0, true, offersPipelining, refusals, true, surplus);
  }

  private Session with(State next) {
    return new Session(next, recipients, isPlain, pipelining, refusals, plainSender, surplus);
  }
}
