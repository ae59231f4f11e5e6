package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/**
 * DATA. RFC 821 section 4.1.1, RFC 5321 section 4.1.1.4. The stock handler answers an argument with
 * 500.
 */
final class DataVerb extends Verb {
  private final Site site;
  private final Delivery delivery;

  DataVerb(Site site, Delivery delivery) {
    super("DATA");
    this.site = site;
    this.delivery = delivery;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (command.hasArgument() && !site.has(DATA_ARGUMENT_ACCEPTED)) {
      return Reply.of(501, "DATA takes no argument");
    }
    if (session.transaction().isEmpty() && site.has(DATA_WITHOUT_MAIL_TAKEN)) {
      session.open(new Transaction("MAIL", MailPath.NULL));
      return ready(session);
    }
    if (isForChunks(session)) {
      return Reply.of(503, "This message comes by BDAT");
    }
    boolean ready = session.transaction().map(this::isReady).orElse(false);
    return ready ? ready(session) : outOfOrder(session);
  }

  /** RFC 3030: DATA is for no message that has begun in chunks, nor for a binary one. */
  private boolean isForChunks(Session session) {
    boolean begun = session.isChunked() && !site.has(DATA_AFTER_CHUNK_TAKEN);
    boolean binary =
        session.transaction().map(t -> t.parameter("BODY").equals("BINARYMIME")).orElse(false);
    return begun || (binary && !site.has(DATA_FOR_BINARY_TAKEN));
  }

  private boolean isReady(Transaction transaction) {
    if (site.has(DATA_REFUSED_FOR_NULL_SENDER) && transaction.sender().isNull()) {
      return false;
    }
    return !transaction.recipients().isEmpty() || site.has(DATA_WITHOUT_RECIPIENTS_TAKEN);
  }

  private Reply ready(Session session) {
    session.beginText(new TextHandler(site, delivery));
    return Reply.of(354, "Start mail input; end with <CRLF>.<CRLF>");
  }

  private Reply outOfOrder(Session session) {
    if (site.has(REFUSED_DATA_READS_TEXT)) {
      session.drop();
      session.beginText(new TextHandler(site, delivery));
    }
    return Reply.of(503, session.transaction().isEmpty() ? "MAIL first" : "RCPT first");
  }
}
