package org.smtpspec.fuzz;

/**
 * A command, and what the server made of it.
 *
 * @param state before it
 * @param write the index of the write that ended it
 * @param code of the reply; 0 when none came
 */
record Exchange(State state, Command command, int write, int code) {
  /** The cell of the coverage table that this exchange fills. */
  String cell() {
    return state + " " + command.verb() + " " + command.argument() + " " + code / 100 + "yz";
  }
}
