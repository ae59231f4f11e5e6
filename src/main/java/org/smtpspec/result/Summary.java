package org.smtpspec.result;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A document in numbers.
 *
 * @param targets one tally a target, in the order of the document
 * @param cases how many cases there are
 * @param different in how many of them the targets disagree
 */
public record Summary(List<Tally> targets, int cases, int different) {

  /** Copies the tallies. */
  public Summary {
    targets = List.copyOf(targets);
  }

  /** Counts a document. */
  public static Summary of(Result result) {
    return new Summary(
        result.targets().stream().map(target -> tally(result, target)).toList(),
        result.cases().size(),
        (int) result.cases().stream().filter(CaseEntry::differs).count());
  }

  private static Tally tally(Result result, TargetInfo target) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    int known = 0;
    double ms = 0;
    for (CaseEntry entry : result.cases()) {
      for (TargetVerdict verdict : entry.results()) {
        if (verdict.target().equals(target.id())) {
          counts.merge(verdict.verdict(), 1, Integer::sum);
          known += verdict.known() ? 1 : 0;
          ms += verdict.ms();
        }
      }
    }
    return new Tally(target, counts, known, ms);
  }

  /**
   * One target in numbers.
   *
   * @param target the target
   * @param counts how many cases had each outcome
   * @param known how many of them the ledger lists
   * @param ms how long the cases took, added up
   */
  public record Tally(TargetInfo target, Map<Outcome, Integer> counts, int known, double ms) {
    /** Copies the counts. */
    public Tally {
      counts = Map.copyOf(counts);
    }

    /** How many cases had this outcome. */
    public int count(Outcome outcome) {
      return counts.getOrDefault(outcome, 0);
    }

    /** How many cases the target has played. */
    public int total() {
      return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
  }
}
