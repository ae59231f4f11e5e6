package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes the trace lines on top of a message. RFC 821 section 4.1.1, RFC 5321 section 4.4. The
 * stock filter puts a looked-up host name behind FROM and the HELO name into a comment.
 */
final class Trace {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss Z", Locale.US);
  private static final DateTimeFormatter NO_ZONE =
      DateTimeFormatter.ofPattern("EEE, d MMM yyyy HH:mm:ss", Locale.US);

  private final Site site;

  Trace(Site site) {
    this.site = site;
  }

  /** The line that keeps the reverse-path at final delivery. */
  String returnPath(MailPath sender) {
    String path = sender.text();
    if (site.has(SENDER_CASE_LOST)) {
      path = path.toLowerCase(Locale.ROOT);
    }
    if (site.has(RETURN_PATH_WITHOUT_BRACKETS)) {
      path = sender.isNull() ? "" : sender.mailbox();
    }
    return "Return-Path: " + path + "\n";
  }

  /** The time stamp line; FOR stands in it only if there is one recipient, RFC 5321 section 7.2. */
  String received(Session session, Transaction transaction, String id) {
    String client = session.hello().map(Session.Hello::name).orElse("unknown");
    String address = session.getRemoteAddress().getAddress().getHostAddress();
    String literal = site.has(RECEIVED_WITHOUT_ADDRESS) ? " " : " ([" + address + "]) ";
    String from = site.has(RECEIVED_WITHOUT_FROM) ? "" : "from " + client + literal;
    String host = site.has(RECEIVED_NICKNAME) ? "mail" : Directory.HOST;
    String by = site.has(RECEIVED_WITHOUT_BY) ? "" : "by " + host + " ";
    String with = "with " + protocol(session, transaction) + " ";
    String number = "id " + id;
    String ordered = site.has(RECEIVED_BY_BEFORE_FROM) ? by + from : from + by;
    String optional =
        site.has(RECEIVED_PARTS_UNORDERED) ? number + " " + with.strip() : with + number;
    return "Received: " + ordered + optional + recipient(transaction.recipients()) + stamp() + "\n";
  }

  /** RFC 3848, and RFC 6531 section 4.3. */
  private String protocol(Session session, Transaction transaction) {
    if (site.has(RECEIVED_WITH_ODD_NAME)) {
      return "smtpspec";
    } else if (!session.isExtended()) {
      return "SMTP";
    }
    boolean told = session.isAuthenticated() && !site.has(RECEIVED_WITHOUT_AUTH);
    return (transaction.isInternational() && !site.has(RECEIVED_WITHOUT_UTF8)
            ? "UTF8SMTP"
            : "ESMTP")
        + (session.isTLSStarted() ? "S" : "")
        + (told ? "A" : "");
  }

  private String recipient(List<Recipient> recipients) {
    if (site.has(RECEIVED_8BIT)) {
      return " (\u00e9)";
    }
    if (recipients.size() > 1 && site.has(RECEIVED_FOR_MANY)) {
      return " for "
          + recipients.stream()
              .map(one -> "<" + one.path().mailbox() + ">")
              .collect(Collectors.joining(","));
    }
    if (recipients.size() != 1) {
      return "";
    }
    MailPath path = recipients.get(0).path();
    String user = path.localPart();
    String domain = path.domain().isEmpty() ? Directory.DOMAIN : path.domain();
    return " for <"
        + (site.has(RECIPIENT_CASE_LOST) ? user.toLowerCase(Locale.ROOT) : user)
        + "@"
        + domain
        + ">";
  }

  private String stamp() {
    return (site.has(RECEIVED_WITHOUT_SEMICOLON) ? " " : "; ") + date();
  }

  /** The date and time of receipt. */
  String date() {
    ZonedDateTime now =
        ZonedDateTime.now(site.clock()).plusYears(site.has(RECEIVED_DATE_OFF) ? 1 : 0);
    if (site.has(RECEIVED_DATE_ISO)) {
      return DateTimeFormatter.ISO_INSTANT.format(now.withNano(0));
    }
    return (site.has(RECEIVED_DATE_WITHOUT_ZONE) ? NO_ZONE : DATE).format(now);
  }
}
