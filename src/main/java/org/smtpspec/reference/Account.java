package org.smtpspec.reference;

import java.util.List;

/**
 * A local part that means something here.
 *
 * @param name the local part in lower case
 * @param fullName the user's name, as VRFY shows it
 * @param homes the mailboxes that its mail is put into
 */
record Account(String name, String fullName, Kind kind, List<String> homes) {
  /** What happens to the mail of an account. */
  enum Kind {
    /** It is put into the mailbox. */
    MAILBOX,
    /** It goes to several mailboxes. */
    LIST,
    /** It is forwarded, and the client told with 251. */
    MOVED,
    /** It is not forwarded; 551 names the right path. */
    GONE,
    /** The mailbox is busy: 450. */
    BUSY,
    /** The mailbox is over its quota: 552. */
    FULL,
    /** It is taken, and its delivery fails afterwards. */
    LATE,
    /** It makes the server shut down its side: 421. */
    SHUTDOWN
  }

  Account {
    homes = List.copyOf(homes);
  }

  /** The mailbox in angle brackets. */
  String path() {
    return "<" + name + "@" + Directory.DOMAIN + ">";
  }

  /** Full name and mailbox, as VRFY and EXPN show them. RFC 821 section 3.3. */
  String fullPath() {
    return fullName + " " + path();
  }
}
