package org.smtpspec.fuzz;

/**
 * A command, and what the server made of it.
 *
 * @param state before it
 * @param write the index of the write that ended it, or of the last before its reply was waited for
 * @param code of the reply; 0 when none came
 * @param connection on which it was
 */
record Exchange(State state, Command command, int write, int code, int connection) {
  /** One of a play on one connection. */
  Exchange(State state, Command command, int write, int code) {
    this(state, command, write, code, 1);
  }

  /** The same of another text, as it was {@code written}. */
  Exchange with(String written) {
    var other = new Command(command.verb(), command.argument(), written);
    return new Exchange(state, other, write, code, connection);
  }

  /** The cell of the coverage table that this exchange fills. */
  String cell() {
    return state + " " + command.verb() + " " + command.argument() + " " + code / 100 + "yz";
  }
}
