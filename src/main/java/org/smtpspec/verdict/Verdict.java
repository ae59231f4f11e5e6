package org.smtpspec.verdict;

import java.util.Optional;

/** What a dialogue says about a rule and a server. */
public sealed interface Verdict {
  /** Where in the dialogue it fell; empty when nothing was played. */
  Optional<Decision> decision();

  /** Why, in words; empty when the decision says it all. */
  String reason();

  /** The rule is kept; the reason tells in which of several right ways, where the case says so. */
  record Conforms(Optional<Decision> decision, String reason) implements Verdict {}

  /** The narrower of two readings is broken, a legitimate wider one is kept. */
  record Tolerated(Optional<Decision> decision, String reason) implements Verdict {}

  /** The rule is broken. */
  record Violates(Optional<Decision> decision, String reason) implements Verdict {}

  /** The rule does not reach this server, or cannot be tried on this target. */
  record NotApplicable(Optional<Decision> decision, String reason) implements Verdict {
    /** Nothing was played: {@code unmet} is what was missing. */
    public static NotApplicable unmet(String unmet) {
      return new NotApplicable(Optional.empty(), unmet);
    }
  }

  /** Nothing is said about the rule: the dialogue did not come to the point, or the lab failed. */
  record Inconclusive(Optional<Decision> decision, String reason) implements Verdict {
    /** Nothing was played: {@code cause} is why. */
    public static Inconclusive because(String cause) {
      return new Inconclusive(Optional.empty(), cause);
    }
  }
}
