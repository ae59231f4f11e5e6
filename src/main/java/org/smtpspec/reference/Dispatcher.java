package org.smtpspec.reference;

import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.CommandDispatcher;

/** Gives each command line to the verb that answers it. */
final class Dispatcher extends CommandDispatcher<Session> {
  private final Defects defects;
  private final Misconduct misconduct;
  private final StatusCodes status;

  Dispatcher(Defects defects) {
    super(Command.WORDS);
    this.defects = defects;
    this.misconduct = new Misconduct(defects);
    this.status = new StatusCodes(defects);
  }

  @Override
  protected Request parseRequest(Session session, byte[] line) {
    return Command.parse(line, defects);
  }

  @Override
  protected Response dispatchCommandHandlers(Session session, Request request) {
    Command command = (Command) request;
    Reply reply =
        defects.any()
            ? misconduct.around(session, command, () -> answer(session, command)).orElse(null)
            : answer(session, command);
    return reply == null ? null : told(session, command, reply);
  }

  private Response told(Session session, Command command, Reply reply) {
    Reply coded = status.attached(command.verb(), session.isExtended(), reply);
    boolean upgrade = command.verb().equals("STARTTLS") && reply.hasCode("220");
    return upgrade && session.isStartingTls() ? new TlsReply(coded) : coded;
  }

  private Reply answer(Session session, Command command) {
    if (defects.hides(command.verb())) {
      return Reply.of(250, "Command not recognized");
    }
    return command.printable() || command.isInternational()
        ? (Reply) super.dispatchCommandHandlers(session, command)
        : unprintable(command.verb());
  }

  /** Octets that no command may hold, RFC 5321 section 4.1.2; NOOP has no 501 in RFC 821. */
  private static Reply unprintable(String verb) {
    boolean argument = Command.WORDS.contains(verb) && !verb.equals("NOOP");
    return Reply.of(argument ? 501 : 500, "Illegal octet in the command line");
  }
}
