package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * What one hardening check found on one target.
 *
 * @param target the id of the target
 * @param check the name of the check
 * @param title what holds on a hardened server
 * @param cite the documentation that says so
 * @param verdict whether it holds here
 * @param reason why it does not, or why nothing can be said
 * @param evidence the commands and dialogues, and what came of them, line by line
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"target", "check", "title", "cite", "verdict", "reason", "evidence"})
public record AuditEntry(
    String target,
    String check,
    String title,
    String cite,
    AuditVerdict verdict,
    String reason,
    List<String> evidence) {

  /** Escapes what came from outside, and makes what is absent empty. */
  public AuditEntry {
    target = Printable.required(target, "target");
    check = Printable.required(check, "check");
    title = Printable.orEmpty(title);
    cite = Printable.orEmpty(cite);
    if (verdict == null) {
      throw new IllegalArgumentException("'verdict' is missing");
    }
    reason = Printable.orEmpty(reason);
    evidence = Printable.list(evidence);
  }
}
