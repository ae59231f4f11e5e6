package org.smtpspec.reference;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A relay setting of the reference server that a target can name: {@code reference@open}. They are
 * what servers can be set to, each in the words of {@link RelayRules}.
 */
enum Variant {
  OPEN("relay all", "relays for everybody: an open relay"),
  DROPS("drop all", "takes mail for everybody and drops what is not for its users"),
  BOUNCES("bounce all", "takes mail for everybody and returns what is not for its users"),
  LOCAL_SENDER(
      "relay sender mta.test", "relays for whoever claims to be a local user, wherever he is"),
  RELAY_DOMAINS("relay to two.test", "takes mail for the domain two.test and sends it there"),
  MX_BASED("relay to-mx", "relays to every domain whose MX is the server itself");

  private final String rules;
  private final String about;

  Variant(String rules, String about) {
    this.rules = rules;
    this.about = about;
  }

  /** The word behind {@code reference@}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  String about() {
    return about;
  }

  RelayPolicy relay() {
    return RelayRules.parse(word(), rules);
  }

  static Optional<Variant> named(String word) {
    return Arrays.stream(values()).filter(variant -> variant.word().equals(word)).findFirst();
  }
}
