package org.smtpspec.peer;

/**
 * The first flight of a server of TLS 1.2, RFC 5246 section 7.4: a ServerHello as it should be, and
 * a certificate that is none.
 */
final class RubbishCertificate {
  private static final String VERSION = "\u0003\u0003";

  /** Without a session id; ECDHE with RSA and AES-128-GCM; no extensions. */
  private static final String HELLO = VERSION + "r".repeat(32) + "\u0000" + "\u00C0/" + "\u0000";

  private static final String RUBBISH = "0\u0082\u00FF\u00FF" + "\u0000<script>\u001B".repeat(20);

  /** All of it, an octet a char. */
  static final String FLIGHT =
      record(message(2, HELLO) + message(11, length(certificate()) + certificate()));

  private RubbishCertificate() {}

  private static String certificate() {
    return length(RUBBISH) + RUBBISH;
  }

  private static String message(int type, String body) {
    return (char) type + length(body) + body;
  }

  private static String record(String body) {
    return "\u0016" + VERSION + length(body).substring(1) + body;
  }

  private static String length(String body) {
    int n = body.length();
    return "" + (char) (n >> 16) + (char) (n >> 8 & 0xFF) + (char) (n & 0xFF);
  }
}
