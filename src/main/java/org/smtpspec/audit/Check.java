package org.smtpspec.audit;

import java.util.List;
import java.util.Optional;

/**
 * One thing that a hardened server does or does not.
 *
 * @param name in reports and results
 * @param title what holds on a hardened server, in one sentence
 * @param cite the documentation that says so
 * @param condition whether it can be asked of this server at all
 * @param steps what is tried, in this order; the first that does not hold decides
 * @param cleanup a script that is run last, whatever was found
 */
public record Check(
    String name,
    String title,
    String cite,
    Optional<Condition> condition,
    List<Step> steps,
    Optional<String> cleanup) {
  /** Copies the list. */
  public Check {
    steps = List.copyOf(steps);
  }

  /**
   * A condition.
   *
   * @param script which succeeds when it is met
   * @param otherwise why the check is not applicable when it is not
   */
  record Condition(String script, String otherwise) {}
}
