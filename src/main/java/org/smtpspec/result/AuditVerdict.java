package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a hardening check says about a server. */
public enum AuditVerdict {
  /** It is hardened in this. */
  @JsonProperty("pass")
  PASS("pass", Outcome.CONFORMS),
  /** It is not, and the evidence shows it. */
  @JsonProperty("fail")
  FAIL("fail", Outcome.VIOLATES),
  /** It cannot be asked of this server; never a pass. */
  @JsonProperty("not-applicable")
  NOT_APPLICABLE("not-applicable", Outcome.NOT_APPLICABLE),
  /** Nothing can be said, as when a command could not be run. */
  @JsonProperty("inconclusive")
  INCONCLUSIVE("inconclusive", Outcome.INCONCLUSIVE);

  private final String json;
  private final Outcome outcome;

  AuditVerdict(String json, Outcome outcome) {
    this.json = json;
    this.outcome = outcome;
  }

  /** The name in the result document and in reports. */
  public String json() {
    return json;
  }

  /** The outcome of a case that is shown in the same way. */
  public Outcome outcome() {
    return outcome;
  }
}
