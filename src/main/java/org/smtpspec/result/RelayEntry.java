package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One cell of a truth table: what became of a message that asked to be relayed.
 *
 * @param target the id of the target
 * @param vantage from where the client talked to it
 * @param session how it talked, as {@code ehlo}; empty when that plays no part
 * @param sender the name of the sender
 * @param recipient the name of the recipient
 * @param mail the reverse-path with letters for the names in it
 * @param rcpt the forward-path in the same way
 * @param outcome one of {@link RelayOutcome#words}
 * @param expected what the policy asks for, in words
 * @param verdict whether the outcome is that; empty when the cell cannot be tried there
 * @param evidence what arrived, and where
 * @param transcript what was said, where that is more than a refusal
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "target",
  "vantage",
  "session",
  "sender",
  "recipient",
  "mail",
  "rcpt",
  "outcome",
  "expected",
  "verdict",
  "evidence",
  "transcript"
})
public record RelayEntry(
    String target,
    String vantage,
    String session,
    String sender,
    String recipient,
    String mail,
    String rcpt,
    String outcome,
    String expected,
    String verdict,
    String evidence,
    List<TranscriptLine> transcript) {
  /** The outcome is what the policy asks for. */
  public static final String EXPECTED = "expected";

  /** It is not. */
  public static final String UNEXPECTED = "unexpected";

  /** Nothing can be said. */
  public static final String UNDECIDED = "undecided";

  /** Escapes what came from outside, and makes what is absent empty. */
  public RelayEntry {
    target = Printable.required(target, "target");
    vantage = Printable.orEmpty(vantage);
    session = Printable.orEmpty(session);
    sender = Printable.orEmpty(sender);
    recipient = Printable.orEmpty(recipient);
    mail = Printable.orEmpty(mail);
    rcpt = Printable.orEmpty(rcpt);
    outcome = Printable.required(outcome, "outcome");
    expected = Printable.orEmpty(expected);
    verdict = Printable.orEmpty(verdict);
    evidence = Printable.orEmpty(evidence);
    transcript = transcript == null ? List.of() : List.copyOf(transcript);
  }

  /** Which cell it is, whatever the target. */
  @JsonIgnore
  public String cell() {
    return String.join(" ", vantage, session.isEmpty() ? "-" : session, sender, recipient);
  }

  /** Whether the outcome is one that the policy does not allow. */
  @JsonIgnore
  public boolean isUnexpected() {
    return verdict.equals(UNEXPECTED);
  }

  /** Whether nothing can be said about it. */
  @JsonIgnore
  public boolean isUndecided() {
    return verdict.equals(UNDECIDED);
  }

  /** Whether the message was sent on to another host. */
  @JsonIgnore
  public boolean isRelayed() {
    return outcome.equals(RelayOutcome.RELAYED.words());
  }

  /** Whether it was tried at all: the server has that vantage point, and offers that session. */
  @JsonIgnore
  public boolean isTried() {
    return !outcome.equals(RelayOutcome.UNTRIED.words());
  }
}
