package org.smtpspec.run;

import java.util.List;
import org.smtpspec.dialogue.Limits;
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
 * @param jobs how many cases run at once on each target; 1 or more
 */
public record Plan(
    List<String> targets,
    TargetOptions options,
    List<Case> cases,
    Profile profile,
    Limits limits,
    int jobs) {
  /** Copies the lists. */
  public Plan {
    targets = List.copyOf(targets);
    cases = List.copyOf(cases);
    if (jobs < 1) {
      throw new IllegalArgumentException("jobs: " + jobs + ", expected 1 or more");
    }
  }
}
