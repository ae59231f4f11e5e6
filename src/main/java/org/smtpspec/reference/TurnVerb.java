package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/** TURN: known and refused. RFC 821 section 3.8, RFC 5321 appendix F.1. */
final class TurnVerb extends Verb {
  private final Defects defects;

  TurnVerb(Defects defects) {
    super("TURN");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (defects.has(TURN_STARTS_WITH_MAIL)) {
      session.residue().turn();
      return Reply.of(250, "OK");
    }
    boolean granted =
        command.hasArgument()
            ? defects.has(TURN_ARGUMENT_ACCEPTED)
            : defects.has(TURN_ACCEPTED_STAYS_SERVER);
    return granted ? Reply.of(250, "OK") : Reply.of(502, "TURN is not implemented");
  }
}
