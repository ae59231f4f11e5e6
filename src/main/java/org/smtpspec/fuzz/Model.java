package org.smtpspec.fuzz;

import java.util.Optional;
import org.smtpspec.wire.Reply;

/**
 * Reads what the client writes as a server has to read it, and says for each command which replies
 * the state allows. CRLF alone ends a command, CRLF . CRLF alone a text: RFC 5321 sections 2.3.8
 * and 4.1.1.4. It talks to nobody.
 */
final class Model {
  private final Terms terms;
  private final StringBuilder input = new StringBuilder();
  private Session session = Session.OPENING;
  private boolean lost;
  private boolean lone;
  private boolean inStep;

  Model(Terms terms) {
    this.terms = terms;
  }

  /** Takes what the client writes. */
  void feed(String octets) {
    input.append(octets);
  }

  Session session() {
    return session;
  }

  /** Whether it can no longer be told how a server must understand what it was sent. */
  boolean isLost() {
    return lost;
  }

  /** Whether something has been written that is not looked at yet. */
  boolean hasMore() {
    return input.length() > 0;
  }

  /** The next thing to which the server owes a reply; empty when it owes none. */
  Optional<Command> next() {
    if (lost || session.state() == State.OVER) {
      return Optional.empty();
    } else if (session.state() == State.OPENING) {
      return Optional.of(Command.CONNECT);
    }
    return session.state() == State.TEXT ? text() : line();
  }

  private Optional<Command> line() {
    int end = input.indexOf("\r\n");
    if (end < 0) {
      return Optional.empty();
    }
    Command command = Command.of(input.substring(0, end), terms);
    input.delete(0, end + 2);
    return Optional.of(command);
  }

  /** Whether a text that is not at its end holds what some take for the end mark. */
  boolean isTempting() {
    return session.state() == State.TEXT && TextClass.tempts(input.toString());
  }

  /** Whether a command line that is not at its end holds a lone LF or CR, or has held one. */
  boolean hasLoneEnd() {
    String line = session.state() == State.TEXT ? "" : input.toString();
    int carriage = line.indexOf('\r');
    boolean inside = carriage >= 0 && carriage < line.length() - 1;
    return lone || inside || line.indexOf('\n') >= 0;
  }

  /** Whether what a lone LF or CR is in was taken, so that a server is still in step. */
  boolean isInStep() {
    return inStep;
  }

  private Optional<Command> text() {
    boolean empty = input.indexOf(".\r\n") == 0;
    int end = empty ? 0 : input.indexOf("\r\n.\r\n");
    if (end < 0) {
      return Optional.empty();
    }
    Command command = Command.end(input.substring(0, end + (empty ? 0 : 2)));
    input.delete(0, end + (empty ? 3 : 5));
    return Optional.of(command);
  }

  /** What {@code command} may be answered now. */
  Allowed allowed(Command command) {
    Allowed allowed = Law.of(command, session);
    return session.isStrained() ? allowed.orClosing() : allowed;
  }

  /** Goes on to the state that {@code reply} leads to. */
  void take(Command command, Reply reply) {
    boolean positive = reply.code() / 100 == 2 || reply.code() / 100 == 3;
    boolean wild = command.argument() == Argument.CONTROL || command.argument() == Argument.LONG;
    boolean bare = command.argument() == Argument.BARE;
    lone = lone || bare;
    inStep = bare && reply.code() / 100 == 2;
    lost =
        positive
            && (bare
                || command.verb() == Verb.EXTENSION
                || (wild && !command.verb().isForAnyTime()));
    boolean offers =
        command.verb() == Verb.EHLO && positive && reply.keywords().contains("PIPELINING");
    session = session.after(command, reply.code(), offers);
  }
}
