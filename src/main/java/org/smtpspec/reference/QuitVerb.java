package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * QUIT: says goodbye, drops an open transaction and closes. RFC 821 section 4.1.1. The stock
 * handler closes on a QUIT that it refuses for its argument, too.
 */
final class QuitVerb extends Verb {
  private final Site site;
  private final Delivery delivery;

  QuitVerb(Site site, Delivery delivery) {
    super("QUIT");
    this.site = site;
    this.delivery = delivery;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (command.hasArgument()) {
      Reply refusal = Reply.of(501, "QUIT takes no argument");
      return site.has(REFUSED_QUIT_CLOSES) ? refusal.closing() : refusal;
    }
    leaveOddly(session);
    session.drop();
    Reply farewell = Reply.of(221, name() + "Service closing transmission channel");
    return site.has(OPEN_AFTER_QUIT) ? farewell : farewell.closing();
  }

  private String name() {
    if (site.has(QUIT_WITHOUT_NAME)) {
      return "";
    }
    return (site.has(QUIT_NICKNAME) ? "mail" : Directory.HOST) + " ";
  }

  private void leaveOddly(Session session) {
    if (site.has(QUIT_DELIVERS)) {
      session.transaction().ifPresent(t -> delivery.deliverUnfinished(session, t));
    }
    if (site.has(RSET_THEN_QUIT_DELIVERS)) {
      session.residue().dropped().ifPresent(t -> delivery.deliverUnfinished(session, t));
    }
    for (Mailstore.Draft draft : session.residue().drafts()) {
      try {
        draft.publish();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    session.residue().drafts().clear();
  }
}
