package org.smtpspec.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.target.TargetOptions;

/**
 * What is to be checked.
 *
 * @param checks by specification of a target, in the order in which reports show them
 * @param options what the command line says about the targets
 * @param limits how long to wait
 */
public record AuditPlan(Map<String, List<Check>> checks, TargetOptions options, Limits limits) {
  /** Copies the map, whose order counts. */
  public AuditPlan {
    checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
  }

  /** The specifications. */
  public List<String> targets() {
    return List.copyOf(checks.keySet());
  }

  /** How many checks there are on all targets. */
  public int total() {
    return checks.values().stream().mapToInt(List::size).sum();
  }
}
