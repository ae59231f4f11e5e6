package org.smtpspec.reference;

/** The one account that may authenticate: the user alice and her password. RFC 4954. */
final class Credentials {
  static final String USER = "alice";
  static final String PASSWORD = "rabbit-hole";

  private Credentials() {}

  static boolean fit(String user, String password) {
    return user.equals(USER) && password.equals(PASSWORD);
  }
}
