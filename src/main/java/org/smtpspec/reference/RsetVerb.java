package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/** RSET: drops the transaction, never the greeting. RFC 821 section 4.1.1. */
final class RsetVerb extends Verb {
  private final Defects defects;

  RsetVerb(Defects defects) {
    super("RSET");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (command.hasArgument()) {
      return Reply.of(501, "RSET takes no argument");
    }
    if (defects.has(RSET_KEEPS_RECIPIENTS)) {
      session
          .transaction()
          .map(Transaction::recipients)
          .ifPresent(session.residue().recipients()::addAll);
    }
    if (defects.has(RSET_THEN_QUIT_DELIVERS)) {
      session.residue().keepDropped(session.transaction());
    }
    if (!defects.has(RSET_KEEPS_TRANSACTION)) {
      session.drop();
    }
    if (defects.has(RSET_NEEDS_NEW_HELO)) {
      session.forgetHello();
    }
    return Reply.of(250, "OK");
  }
}
