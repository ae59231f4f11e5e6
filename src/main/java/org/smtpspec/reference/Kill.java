package org.smtpspec.reference;

import java.util.Set;
import org.smtpspec.result.Outcome;
import org.smtpspec.suite.Requirement;

/**
 * A case that failed for a defect.
 *
 * @param outcome that the defect violates, or that it is tolerated where the sound server need not
 *     be
 */
public record Kill(Trial trial, Outcome outcome) {
  /** The id of the case. */
  public String id() {
    return trial.one().id().toString();
  }

  /** The defect for which it failed. */
  public Defect defect() {
    return trial.defect().orElseThrow();
  }

  /**
   * Whether it shows that the case can fail at what it is for: a defect for which a quarter of all
   * cases fail shows that only of the cases of its own rule.
   */
  boolean proves(Set<Defect> broad) {
    return !broad.contains(defect()) || citesTheRule();
  }

  /** Whether the case cites the rule that the defect breaks. */
  public boolean citesTheRule() {
    return trial.one().citations().stream()
        .flatMap(citation -> citation.rule().stream())
        .map(Requirement::id)
        .anyMatch(defect().rule()::equals);
  }
}
