package org.smtpspec.reference;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A recipient that was taken.
 *
 * @param path the forward-path as the client wrote it
 * @param account who that is here; empty for a recipient elsewhere
 * @param parameters the values of those that RCPT had, by their keywords
 */
record Recipient(MailPath path, Optional<Account> account, Map<String, String> parameters) {
  Recipient {
    parameters = Map.copyOf(parameters);
  }

  /** Whether the sender wants to be told when {@code event}. RFC 3461 section 4.1. */
  boolean notifies(String event) {
    String wanted = parameters.getOrDefault("NOTIFY", "FAILURE");
    return List.of(wanted.toUpperCase(Locale.ROOT).split(",", -1)).contains(event);
  }

  /** The original address with its type, RFC 3461 section 4.2; empty for none. */
  String original() {
    String[] parts = parameters.getOrDefault("ORCPT", "").split(";", 2);
    return parts.length < 2 ? "" : parts[0] + "; " + Xtext.decoded(parts[1]);
  }
}
