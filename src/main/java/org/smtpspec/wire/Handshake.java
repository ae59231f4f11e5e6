package org.smtpspec.wire;

/** Which versions of TLS a client offers. */
public enum Handshake {
  /** All that this Java speaks and does not forbid: what a mail client offers. */
  ANY,

  /**
   * TLS 1.2 alone. A session of it is resumed without a key exchange, RFC 5246 section 7.3, and
   * costs little; one of TLS 1.3 this Java resumes with one, psk_dhe_ke of RFC 8446 section 4.2.9.
   */
  TLS_1_2
}
