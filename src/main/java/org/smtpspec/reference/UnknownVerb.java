package org.smtpspec.reference;

import java.util.List;
import org.apache.james.protocols.api.handler.UnknownCommandHandler;

/** What is said to a word that is no command: 500, RFC 821 section 4.2.1. */
final class UnknownVerb extends Verb {
  UnknownVerb() {
    super(UnknownCommandHandler.COMMAND_IDENTIFIER);
  }

  @Override
  Reply answer(Session session, Command command) {
    if (session.residue().turned() && command.verb().equals("220")) {
      return new Reply("MAIL", "", List.of("FROM:<postmaster@mta.test>"), false);
    }
    return Reply.of(500, "Command not recognized");
  }
}
