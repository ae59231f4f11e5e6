package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the judge said about one case on one target. */
public enum Outcome {
  /** The server did what the rule asks. */
  @JsonProperty("conforms")
  CONFORMS("conforms"),
  /** The server did something else that a fair reading of the rule allows. */
  @JsonProperty("tolerated")
  TOLERATED("tolerated"),
  /** The server broke the rule. */
  @JsonProperty("violates")
  VIOLATES("violates"),
  /** The case needs something that the target does not offer; never a pass. */
  @JsonProperty("not-applicable")
  NOT_APPLICABLE("not-applicable"),
  /** Nothing can be said, as when the lab failed; neither a pass nor a violation. */
  @JsonProperty("inconclusive")
  INCONCLUSIVE("inconclusive");

  private final String json;

  Outcome(String json) {
    this.json = json;
  }

  /** The name in the result document and in reports, such as {@code not-applicable}. */
  public String json() {
    return json;
  }
}
