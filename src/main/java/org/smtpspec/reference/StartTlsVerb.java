package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/** STARTTLS. RFC 3207 section 4; the handshake itself is Netty's and the JDK's. */
final class StartTlsVerb extends Verb {
  private final Defects defects;

  StartTlsVerb(Defects defects) {
    super("STARTTLS");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (command.hasArgument() && !defects.has(STARTTLS_ARGUMENT_ACCEPTED)) {
      return Reply.of(501, "STARTTLS takes no parameter");
    }
    if (session.isTLSStarted()) {
      return Reply.of(defects.has(SECOND_STARTTLS_220) ? 220 : 503, "TLS is active already");
    }
    if (defects.has(STARTTLS_STAYS_IN_CLEAR)) {
      return Reply.of(220, "Ready to start TLS");
    }
    session.startTls(!defects.has(STARTTLS_KEEPS_HELO), !defects.has(STARTTLS_KEEPS_TRANSACTION));
    return Reply.of(220, "Ready to start TLS");
  }
}
