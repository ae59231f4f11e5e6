package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The undeliverable-mail notice: it goes to the reverse-path of the failed mail, has an empty one
 * itself, and names every failed recipient. RFC 821 section 3.6, RFC 5321 section 6.1; its form is
 * that of RFC 3464.
 */
final class Notice {
  private static final int QUOTED = 64 * 1024;

  private final Site site;
  private final Trace trace;

  Notice(Site site, Trace trace) {
    this.site = site;
    this.trace = trace;
  }

  /** The notices to write, none if there is nobody to tell. */
  List<Mailstore.Draft> drafts(MailPath sender, List<MailPath> failed, byte[] text, Wishes wishes)
      throws IOException {
    return site.has(NO_NOTICE)
        ? List.of()
        : written(sender, composed(sender, failed, text, wishes, "failed"));
  }

  /** The notices of a delivery that the sender asked for, RFC 3461 section 5.2.3. */
  List<Mailstore.Draft> delivered(MailPath sender, List<MailPath> to, byte[] text, Wishes wishes)
      throws IOException {
    return written(sender, composed(sender, to, text, wishes, "delivered"));
  }

  private List<Mailstore.Draft> written(MailPath sender, byte[] notice) throws IOException {
    List<Mailstore.Draft> drafts = new ArrayList<>();
    for (String home : homes(sender)) {
      drafts.add(site.mail().draft(home, notice));
    }
    return drafts;
  }

  /**
   * The notice for a sender elsewhere, when there is a way to him. It goes straight to the mailbox,
   * not by the route that the mail came, RFC 1123 section 5.3.3.
   */
  Optional<Sending> onward(
      String verb, MailPath sender, List<MailPath> failed, byte[] text, Wishes wishes) {
    MailPath to = told(sender, text);
    boolean untold = site.has(NO_NOTICE) || site.has(ONWARD_FAILURE_UNTOLD);
    if (untold || to.isNull() || site.directory().isLocal(to.domain())) {
      return Optional.empty();
    }
    MailPath from =
        site.has(ONWARD_NOTICE_WITH_RETURN_PATH)
            ? MailPath.of("postmaster@" + Directory.DOMAIN)
            : MailPath.NULL;
    MailPath path = site.has(NOTICE_BY_RETURN_ROUTE) ? sender : MailPath.of(to.mailbox());
    String word = site.has(NOTICE_BY_VERB_OF_MAIL) ? verb : "MAIL";
    return Optional.of(
        new Sending(
            word,
            from,
            List.of(path),
            Message.withCrlf(composed(to, failed, text, wishes, "failed"))));
  }

  private MailPath told(MailPath sender, byte[] text) {
    boolean asHeaderSays =
        site.has(sender.isNull() ? NULL_SENDER_TOLD_AT_HEADER : NOTICE_TO_HEADER_ADDRESS);
    if (asHeaderSays) {
      return MailPath.of(Stamping.headerSender(text));
    }
    return site.has(NOTICE_TO_FIRST_HOST) && sender.isRouted()
        ? MailPath.of(sender.localPart() + "@" + sender.firstHost())
        : sender;
  }

  /** Mail with an empty reverse-path draws none; a sender elsewhere is told by way of outbound. */
  private List<String> homes(MailPath sender) {
    if (sender.isNull()) {
      return site.has(NOTICE_FOR_NULL_PATH) ? List.of("postmaster") : List.of();
    }
    if (!site.directory().isLocal(sender.domain())) {
      return site.outbound().isPresent() ? List.of() : List.of("outbound");
    }
    Optional<Account> account = site.directory().account(sender.user());
    return account.map(Account::homes).orElse(List.of());
  }

  private byte[] composed(
      MailPath sender, List<MailPath> failed, byte[] text, Wishes wishes, String action) {
    List<MailPath> named = site.has(NOTICE_LEAVES_OUT_RECIPIENT) ? failed.subList(0, 1) : failed;
    String id = Maildirs.unique();
    String to = sender.isNull() ? "<postmaster@mta.test>" : "<" + sender.mailbox() + ">";
    boolean local = sender.isNull() || site.directory().isLocal(sender.domain());
    String head = envelope(to, local) + header(sender, to, id);
    boolean full = wishes.full() && action.equals("failed");
    return Stamping.joined(head + report(named, id, wishes, action), quoted(text, id, full));
  }

  private String envelope(String to, boolean local) {
    String from = site.has(NOTICE_WITH_RETURN_PATH) ? "<postmaster@mta.test>" : "<>";
    if (!local && site.outbound().isPresent()) {
      return "";
    }
    return local
        ? "Return-Path: " + from + "\n"
        : "X-Envelope-From: " + from + "\nX-Envelope-To: " + to + "\n";
  }

  private String header(MailPath sender, String to, String id) {
    String host = Directory.HOST;
    String from = site.has(NOTICE_FROM_SENDER) ? sender.mailbox() : "MAILER-DAEMON@" + host;
    return """
    Received: from %1$s ([127.0.0.1]) by %1$s with SMTP id %2$s for %3$s; %4$s
    From: Mail Delivery System <%5$s>
    To: %3$s
    Subject: Undeliverable mail
    Date: %4$s
    Message-ID: <%2$s@%1$s>
    Auto-Submitted: auto-replied
    MIME-Version: 1.0
    Content-Type: multipart/report; report-type=delivery-status; boundary="=%2$s"

    """
        .formatted(host, id, to, trace.date(), from);
  }

  private static String report(List<MailPath> failed, String id, Wishes wishes, String action) {
    String envelope = wishes.envelopeId();
    StringBuilder told = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    for (MailPath path : failed) {
      told.append("  <").append(path.mailbox()).append(">\n");
      String original = wishes.originals().getOrDefault(path.text(), "");
      fields.append(original.isEmpty() ? "\n" : "\nOriginal-Recipient: " + original + "\n");
      fields.append(
          "Final-Recipient: rfc822; %s\nAction: %s\nStatus: %s.0.0\n"
              .formatted(path.mailbox(), action, action.equals("failed") ? "5" : "2"));
    }
    return """
    --=%1$s
    Content-Type: text/plain

    Your message %4$s:

    %2$s
    --=%1$s
    Content-Type: message/delivery-status

    Reporting-MTA: dns; %3$s
    %6$s%5$s
    --=%1$s
    """
        .formatted(
            id,
            told,
            Directory.HOST,
            action.equals("failed") ? "could not be delivered to" : "was delivered to",
            fields,
            envelope.isEmpty() ? "" : "Original-Envelope-Id: " + envelope + "\n");
  }

  /** The header of the message, cut where it gets long, or all of it; the end of the report. */
  private static byte[] quoted(byte[] text, String id, boolean full) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    int gap = all.startsWith("\n") ? 0 : all.indexOf("\n\n") + 1;
    String kind = full ? "message/rfc822" : "text/rfc822-headers";
    String part = full ? all : all.substring(0, Math.min(gap, QUOTED));
    return ("Content-Type: " + kind + "\n\n" + part + "\n--=" + id + "--\n")
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
