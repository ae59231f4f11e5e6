package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one hardening check found on one target.
 *
 * @param target the id of the target
 * @param check the name of the check
 * @param verdict the outcome
 * @param evidence what it was seen by
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"target", "check", "verdict", "evidence"})
public record AuditEntry(String target, String check, Outcome verdict, String evidence) {

  /** Escapes what came from outside. */
  public AuditEntry {
    target = Printable.required(target, "target");
    check = Printable.required(check, "check");
    if (verdict == null) {
      throw new IllegalArgumentException("'verdict' is missing");
    }
    evidence = Printable.orEmpty(evidence);
  }
}
