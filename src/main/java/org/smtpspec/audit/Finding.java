package org.smtpspec.audit;

import java.util.List;
import org.smtpspec.result.AuditVerdict;

/**
 * What a step, or a check, has found.
 *
 * @param reason why, in words; empty for a pass
 * @param evidence what was run or said, and what came
 */
record Finding(AuditVerdict verdict, String reason, List<String> evidence) {
  /** Copies the list. */
  Finding {
    evidence = List.copyOf(evidence);
  }

  static Finding inconclusive(String reason) {
    return new Finding(AuditVerdict.INCONCLUSIVE, reason, List.of());
  }

  static Finding notApplicable(String reason) {
    return new Finding(AuditVerdict.NOT_APPLICABLE, reason, List.of());
  }

  boolean isPass() {
    return verdict == AuditVerdict.PASS;
  }
}
