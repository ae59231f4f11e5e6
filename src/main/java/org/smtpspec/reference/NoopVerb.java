package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/** NOOP: does nothing; an argument is ignored, RFC 5321 section 4.1.1.9. */
final class NoopVerb extends Verb {
  private final Defects defects;

  NoopVerb(Defects defects) {
    super("NOOP");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    boolean refused = command.hasArgument() && defects.has(NOOP_ARGUMENT_504);
    return refused ? Reply.of(504, "NOOP takes no argument") : Reply.of(250, "OK");
  }
}
