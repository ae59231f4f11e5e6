package org.smtpspec.fuzz;

/** How far a session is, as seen from the client. RFC 5321 sections 3.1 to 3.3. */
enum State {
  /** Connected; the greeting is to come. */
  OPENING,
  /** Greeted by the server; no HELO or EHLO taken yet. */
  GREETED,
  /** HELO or EHLO taken, no transaction open. */
  READY,
  /** MAIL taken, no recipient. */
  MAILED,
  /** One recipient at least taken. */
  ADDRESSED,
  /** 354 given: what we send is message text. */
  TEXT,
  /** 334 given: what we send is a response of AUTH. */
  ASKED,
  /** Over, by QUIT or 421. */
  OVER;

  /** Whether a transaction is open. */
  boolean inTransaction() {
    return this == MAILED || this == ADDRESSED;
  }
}
