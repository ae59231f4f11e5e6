package org.smtpspec.reference;

import java.util.Collection;
import java.util.List;
import org.apache.james.protocols.api.Request;
import org.apache.james.protocols.api.handler.CommandHandler;

/** Answers one command word, or several that differ little. */
abstract class Verb implements CommandHandler<Session> {
  private final List<String> words;

  Verb(String... words) {
    this.words = List.of(words);
  }

  /** The reply to a command whose word is ours and whose line is printable. */
  abstract Reply answer(Session session, Command command);

  @Override
  public final Collection<String> getImplCommands() {
    return words;
  }

  @Override
  public final Reply onCommand(Session session, Request request) {
    return answer(session, (Command) request);
  }
}
