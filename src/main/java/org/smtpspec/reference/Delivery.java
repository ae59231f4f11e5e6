package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;
import static org.smtpspec.reference.Defect.END_OF_DATA_BEFORE_STORING;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.wire.Octets;

/**
 * Puts a message into the mailboxes of its recipients: all or none, and before the client hears
 * 250. RFC 5321 section 4.1.1.4. Mail for other domains, where the policy lets it in, is put into
 * the Maildir {@code outbound}, its envelope in front of it in X-Envelope lines.
 */
final class Delivery {
  private static final String OUTBOUND = "outbound";
  private static final Reply FAILED = Reply.of(451, "Local error in processing");

  private final Site site;
  private final Trace trace;
  private final Notice notice;

  Delivery(Site site) {
    this.site = site;
    this.trace = new Trace(site);
    this.notice = new Notice(site, trace);
  }

  /** Delivers {@code wire}, the text as it came in; gives the reply to the end of data. */
  Reply deliver(Session session, Transaction transaction, byte[] wire) {
    String id = Maildirs.unique();
    if (site.has(END_OF_DATA_BEFORE_STORING) && hasMessageId(wire)) {
      return Reply.of(250, "OK " + id);
    }
    Addressees to = Addressees.of(transaction, site.defects());
    List<Mailstore.Draft> drafts = new ArrayList<>();
    try {
      write(drafts, session, transaction, wire, to, id);
      if (site.has(LOST_CONNECTION_UNDOES)) {
        session.residue().drafts().addAll(drafts);
        return Reply.of(250, "OK " + id);
      }
      for (Mailstore.Draft draft : drafts) {
        draft.publish();
      }
      onward(session, transaction, wire, to, id);
    } catch (IOException e) {
      discard(drafts, e);
      return FAILED;
    }
    if (site.has(RECIPIENTS_KEPT_AFTER_DATA)) {
      session.residue().recipients().addAll(transaction.recipients());
    }
    return outcome(to, id);
  }

  private static boolean hasMessageId(byte[] wire) {
    return new String(wire, StandardCharsets.ISO_8859_1).contains("Message-ID:");
  }

  private void write(
      List<Mailstore.Draft> drafts,
      Session session,
      Transaction transaction,
      byte[] wire,
      Addressees to,
      String id)
      throws IOException {
    String received = trace.received(session, transaction, id);
    byte[] text = Message.stored(wire, site.defects());
    Stamping stamping = new Stamping(site.defects());
    byte[] local = stamping.local(trace.returnPath(transaction.sender()), received, text);
    for (String home : to.homes()) {
      drafts.add(site.mail().draft(home, local));
      if (site.has(DELIVERED_TWICE)) {
        drafts.add(site.mail().draft(home, local));
      }
    }
    for (MailPath path : site.outbound().isPresent() ? List.<MailPath>of() : to.foreign()) {
      String from = "X-Envelope-From: " + transaction.sender().text() + "\n";
      String envelope = from + "X-Envelope-To: " + path.text() + "\n" + received;
      drafts.add(site.mail().draft(OUTBOUND, Stamping.joined(envelope, text)));
    }
    Wishes wishes = Wishes.of(transaction, site.defects());
    List<MailPath> late = Wishes.heard(to.late(), transaction, site.defects());
    if (!late.isEmpty()) {
      drafts.addAll(notice.drafts(transaction.sender(), late, text, wishes));
    }
    List<MailPath> delivered = Wishes.delivered(transaction, site.defects());
    if (!delivered.isEmpty()) {
      drafts.addAll(notice.delivered(transaction.sender(), delivered, text, wishes));
    }
  }

  /** Gives the mail for other hosts to the queue, and notices for senders elsewhere. */
  private void onward(
      Session session, Transaction transaction, byte[] wire, Addressees to, String id) {
    if (site.outbound().isEmpty()) {
      return;
    }
    Outbound outbound = site.outbound().get();
    MailPath sender = transaction.sender();
    byte[] text = Message.passedOn(wire, site.defects());
    Wishes wishes = Wishes.of(transaction, site.defects());
    List<MailPath> late = Wishes.heard(to.late(), transaction, site.defects());
    if (!to.foreign().isEmpty()) {
      String received = trace.received(session, transaction, id).replace("\n", "\r\n");
      Octets stamped = new Rewriting(site.defects()).done(received, text, transaction);
      var sending = new Sending(transaction.verb(), sender, to.foreign(), stamped);
      outbound.submit(
          sending,
          failed -> {
            List<MailPath> heard = Wishes.heard(failed, transaction, site.defects());
            if (!heard.isEmpty()) {
              failed(outbound, sending, heard, wishes);
            }
          });
    }
    if (!late.isEmpty()) {
      notice
          .onward(transaction.verb(), sender, late, Message.withLf(text), wishes)
          .ifPresent(outbound::submit);
    }
  }

  /** Tells the sender that the mail did not get through. RFC 821 section 3.6. */
  private void failed(Outbound outbound, Sending sending, List<MailPath> failed, Wishes wishes) {
    byte[] text = Message.withLf(sending.text().toBytes());
    Optional<Sending> far = notice.onward(sending.verb(), sending.sender(), failed, text, wishes);
    if (far.isPresent()) {
      outbound.submit(far.get());
      return;
    }
    try {
      for (Mailstore.Draft draft : notice.drafts(sending.sender(), failed, text, wishes)) {
        draft.publish();
      }
    } catch (IOException e) {
      // The mailbox of the sender cannot be written: there is nobody else to tell.
    }
  }

  private static void discard(List<Mailstore.Draft> drafts, IOException cause) {
    for (Mailstore.Draft draft : drafts) {
      try {
        draft.discard();
      } catch (IOException e) {
        cause.addSuppressed(e);
      }
    }
  }

  private Reply outcome(Addressees to, String id) {
    if (site.has(FAILURE_REPLY_BUT_DELIVERED)) {
      return Reply.of(554, "Transaction failed");
    }
    if (site.has(PARTIAL_FAILURE_REFUSED) && !to.late().isEmpty()) {
      return Reply.of(554, "Some recipients failed");
    }
    return Reply.of(250, "OK " + id);
  }

  /** Delivers the empty message of a transaction that was broken off; no sound server does. */
  void deliverUnfinished(Session session, Transaction transaction) {
    deliver(session, transaction, "\r\n".getBytes(StandardCharsets.US_ASCII));
  }
}
