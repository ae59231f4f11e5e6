package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What became of one message that asked to be relayed.
 *
 * @param target the id of the target
 * @param vantage where the client stood, as seen by the server
 * @param sender the reverse-path
 * @param recipient the forward-path
 * @param outcome such as {@code refused at RCPT} or {@code relayed}
 * @param expected the outcome that the policy asks for
 * @param evidence what arrived, and where
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"target", "vantage", "sender", "recipient", "outcome", "expected", "evidence"})
public record RelayEntry(
    String target,
    String vantage,
    String sender,
    String recipient,
    String outcome,
    String expected,
    String evidence) {

  /** Escapes what came from outside, and makes what is absent empty. */
  public RelayEntry {
    target = Printable.required(target, "target");
    vantage = Printable.orEmpty(vantage);
    sender = Printable.orEmpty(sender);
    recipient = Printable.orEmpty(recipient);
    outcome = Printable.required(outcome, "outcome");
    expected = Printable.orEmpty(expected);
    evidence = Printable.orEmpty(evidence);
  }

  /** Whether the outcome is the one that the policy asks for, or the policy asks for none. */
  public boolean asExpected() {
    return expected.isEmpty() || expected.equals(outcome);
  }
}
