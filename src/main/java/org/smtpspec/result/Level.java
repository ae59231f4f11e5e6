package org.smtpspec.result;

/** How strongly a rule binds, in the words of RFC 2119. */
public enum Level {
  /** An absolute requirement: breaking it fails a run. */
  MUST,
  /** A recommendation: breaking it fails a strict run only. */
  SHOULD,
  /** The server's choice, which is recorded and never fails. */
  MAY
}
