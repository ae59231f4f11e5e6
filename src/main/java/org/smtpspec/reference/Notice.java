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
  List<Maildirs.Draft> drafts(MailPath sender, List<MailPath> failed, byte[] text)
      throws IOException {
    List<Maildirs.Draft> drafts = new ArrayList<>();
    if (site.has(NO_NOTICE)) {
      return drafts;
    }
    byte[] notice = composed(sender, failed, text);
    for (String home : homes(sender)) {
      drafts.add(site.mail().draft(home, notice));
    }
    return drafts;
  }

  /** Mail with an empty reverse-path draws none; a sender elsewhere is told by way of outbound. */
  private List<String> homes(MailPath sender) {
    if (sender.isNull()) {
      return site.has(NOTICE_FOR_NULL_PATH) ? List.of("postmaster") : List.of();
    }
    if (!site.directory().isLocal(sender.domain())) {
      return List.of("outbound");
    }
    Optional<Account> account = site.directory().account(sender.user());
    return account.map(Account::homes).orElse(List.of());
  }

  private byte[] composed(MailPath sender, List<MailPath> failed, byte[] text) {
    List<MailPath> named = site.has(NOTICE_LEAVES_OUT_RECIPIENT) ? failed.subList(0, 1) : failed;
    String id = Maildirs.unique();
    String to = sender.isNull() ? "<postmaster@mta.test>" : "<" + sender.mailbox() + ">";
    boolean local = sender.isNull() || site.directory().isLocal(sender.domain());
    String head = envelope(to, local) + header(sender, to, id);
    return Stamping.joined(head + report(named, id), quoted(text, id));
  }

  private String envelope(String to, boolean local) {
    String from = site.has(NOTICE_WITH_RETURN_PATH) ? "<postmaster@mta.test>" : "<>";
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

  private static String report(List<MailPath> failed, String id) {
    StringBuilder told = new StringBuilder();
    StringBuilder fields = new StringBuilder();
    for (MailPath path : failed) {
      told.append("  <").append(path.mailbox()).append(">\n");
      fields.append(
          "\nFinal-Recipient: rfc822; %s\nAction: failed\nStatus: 5.0.0\n"
              .formatted(path.mailbox()));
    }
    return """
        --=%1$s
        Content-Type: text/plain

        Your message could not be delivered to:

        %2$s
        --=%1$s
        Content-Type: message/delivery-status

        Reporting-MTA: dns; %3$s
        %4$s
        --=%1$s
        Content-Type: text/rfc822-headers

        """
        .formatted(id, told, Directory.HOST, fields);
  }

  /** The header of the failed message, cut where it gets long, and the end of the report. */
  private static byte[] quoted(byte[] text, String id) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    int gap = all.startsWith("\n") ? 0 : all.indexOf("\n\n") + 1;
    String header = all.substring(0, Math.min(gap, QUOTED));
    return (header + "\n--=" + id + "--\n").getBytes(StandardCharsets.ISO_8859_1);
  }
}
