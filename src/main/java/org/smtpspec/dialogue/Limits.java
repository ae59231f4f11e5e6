package org.smtpspec.dialogue;

import java.time.Duration;

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
}
