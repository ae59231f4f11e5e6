package org.smtpspec.dialogue;

import java.time.Duration;
import java.util.Optional;

/**
 * The guards of a player: how long it waits where the rule gives no limit. Their expiry is no
 * violation.
 *
 * @param reply for a reply
 * @param mail for a message to arrive in an inbox
 */
public record Limits(Duration reply, Duration mail) {
  /** What a run uses: 10 seconds each. */
  public static final Limits USUAL = new Limits(Duration.ofSeconds(10), Duration.ofSeconds(10));

  /** How long a check of mail waits: {@code within} is meant for the usual guard. */
  Duration mail(Optional<Duration> within) {
    return within
        .map(asked -> mail.multipliedBy(asked.toMillis()).dividedBy(USUAL.mail.toMillis()))
        .orElse(mail);
  }
}
