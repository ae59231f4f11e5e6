package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a ledger of known deviations says about a case on a target.
 *
 * @param outcome what is expected of the target
 * @param at file and line, such as {@code suites/known/postfix.known:12}
 * @param reason why the server does so
 */
@JsonPropertyOrder({"outcome", "at", "reason"})
public record Listed(Outcome outcome, String at, String reason) {
  /** Escapes what came from outside, and makes what is absent empty. */
  public Listed {
    if (outcome == null) {
      throw new IllegalArgumentException("'listed.outcome' is missing");
    }
    at = Printable.orEmpty(at);
    reason = Printable.orEmpty(reason);
  }
}
