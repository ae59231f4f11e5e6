package org.smtpspec.suite;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The RFC whose reading decides where a later one changed a rule, in the order of time. */
public enum Profile {
  /** RFC 821, August 1982. */
  RFC821(821),
  /** RFC 821 as amended by RFC 1123 section 5, October 1989. */
  RFC1123(1123),
  /** RFC 5321, October 2008. */
  RFC5321(5321);

  private final int rfc;

  Profile(int rfc) {
    this.rfc = rfc;
  }

  /** The profile that {@code text} names, as {@code rfc5321}. */
  public static Optional<Profile> named(String text) {
    return Arrays.stream(values()).filter(profile -> profile.toString().equals(text)).findFirst();
  }

  /**
   * Whether RFC {@code number} is in force under this profile: it is this RFC, or came before it.
   */
  public boolean knows(int number) {
    return number <= rfc;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
