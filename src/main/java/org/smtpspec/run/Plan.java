package org.smtpspec.run;

import java.util.List;
import java.util.Map;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Ledger;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.target.TargetOptions;

/**
 * What is to be run.
 *
 * @param targets specifications of targets
 * @param options what the command line says about them
 * @param cases the cases, in order
 * @param profile whose reading decides
 * @param limits how long to wait
 * @param effort how often each case is played
 * @param jobs how many cases run at once on each target; 1 or more
 * @param together how many run at once on all targets together; 1 or more
 * @param ledgers what is known of targets, by their specifications
 */
public record Plan(
    List<String> targets,
    TargetOptions options,
    List<Case> cases,
    Profile profile,
    Limits limits,
    Effort effort,
    int jobs,
    int together,
    Map<String, Ledger> ledgers) {
  /** Copies the lists. */
  public Plan {
    targets = List.copyOf(targets);
    cases = List.copyOf(cases);
    ledgers = Map.copyOf(ledgers);
    if (jobs < 1 || together < 1) {
      throw new IllegalArgumentException(
          "jobs: " + Math.min(jobs, together) + ", expected 1 or more");
    }
  }

  /** A plan for targets of which nothing is known, and which do not wait for each other. */
  public Plan(
      List<String> targets,
      TargetOptions options,
      List<Case> cases,
      Profile profile,
      Limits limits,
      int jobs) {
    this(targets, options, cases, profile, limits, Effort.USUAL, jobs, Integer.MAX_VALUE, Map.of());
  }

  /** What is expected of the target {@code spec} that says it is {@code software}. */
  Ledger.Expected expected(String spec, String software) {
    return ledgers.getOrDefault(spec, Ledger.EMPTY).of(software, profile.toString());
  }
}
