package org.smtpspec.fuzz;

/**
 * What a client knows of a session by the replies it got. Immutable.
 *
 * @param recipients how many were taken in the open transaction
 * @param isPlain whether all that was taken in it is what a server must take
 * @param pipelining whether the last EHLO was answered with PIPELINING, RFC 2920
 * @param refusals how many commands have been refused; servers lose patience
 */
record Session(State state, int recipients, boolean isPlain, boolean pipelining, int refusals) {
  static final Session OPENING = new Session(State.OPENING, 0, true, false, 0);

  /** After so many refusals a server may close, whatever RFC 5321 section 3.8 says. */
  private static final int PATIENCE = 3;

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
      return new Session(State.READY, 0, true, pipelining, refusals + (code / 100 == 2 ? 0 : 1));
    }
    return code / 100 == 2 || code / 100 == 3
        ? afterSuccess(command, offersPipelining)
        : new Session(state, recipients, isPlain, pipelining, refusals + 1);
  }

  private Session afterSuccess(Command command, boolean offersPipelining) {
    boolean must = command.argument() == Argument.GOOD || command.argument() == Argument.NULL_PATH;
    return switch (command.verb()) {
      case HELO, EHLO -> new Session(State.READY, 0, true, offersPipelining, refusals);
      case MAIL -> new Session(State.MAILED, 0, must, pipelining, refusals);
      case RCPT ->
          new Session(State.ADDRESSED, recipients + 1, isPlain && must, pipelining, refusals);
      case DATA -> with(State.TEXT);
      case RSET ->
          new Session(state == State.GREETED ? state : State.READY, 0, true, pipelining, refusals);
      case QUIT -> with(State.OVER);
      default -> this;
    };
  }

  private Session with(State next) {
    return new Session(next, recipients, isPlain, pipelining, refusals);
  }
}
