package org.smtpspec.reference;

import java.util.Locale;

/**
 * A reverse-path or forward-path. RFC 821 section 4.1.2, RFC 5321 section 4.1.2.
 *
 * @param text the whole as the client wrote it, in angle brackets
 * @param mailbox local part and domain as written, without the route
 * @param user the local part with its quoting undone
 * @param domain the domain as written; empty for a bare postmaster and the null path
 */
record MailPath(String text, String mailbox, String user, String domain) {
  /** The reverse-path of a notice, RFC 821 section 3.6. */
  static final MailPath NULL = new MailPath("<>", "", "", "");

  /** The path of a plain mailbox. */
  static MailPath of(String mailbox) {
    int at = mailbox.lastIndexOf('@');
    return new MailPath(
        "<" + mailbox + ">",
        mailbox,
        mailbox.substring(0, Math.max(at, 0)),
        mailbox.substring(at + 1));
  }

  boolean isNull() {
    return mailbox.isEmpty();
  }

  /** Whether it has a source route. */
  boolean isRouted() {
    return text.startsWith("<@");
  }

  /** The first host of its source route. */
  String firstHost() {
    return text.substring(2).split("[,:]", 2)[0];
  }

  /** The local part as written. */
  String localPart() {
    return domain.isEmpty()
        ? mailbox
        : mailbox.substring(0, mailbox.length() - domain.length() - 1);
  }

  /** The name under which the user is looked up: letter case is no part of it. */
  String key() {
    return user.toLowerCase(Locale.ROOT);
  }
}
