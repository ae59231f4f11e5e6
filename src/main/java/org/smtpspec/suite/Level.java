package org.smtpspec.suite;

/** How much a rule binds, RFC 2119. */
public enum Level {
  /** Binding. */
  MUST,
  /** Binding but for a good reason. */
  SHOULD,
  /** A choice. */
  MAY
}
