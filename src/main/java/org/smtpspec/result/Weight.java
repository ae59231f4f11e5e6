package org.smtpspec.result;

/**
 * What one verdict means for the run as a whole: whether it fails it, and how loudly it is told.
 */
public enum Weight {
  /** An unexpected outcome: the run fails. */
  FAILS,
  /** Worth a line, but the run does not fail, as a broken SHOULD in a run that is not strict. */
  WARNS,
  /** Inconclusive: the run could not tell. */
  UNDECIDED,
  /** As expected: conforming, not applicable, the server's choice, or a known deviation. */
  SILENT;

  /** Weighs the verdict {@code of} a case on a target; a listed deviation that is gone fails. */
  public static Weight of(CaseEntry entry, TargetVerdict of, boolean strict) {
    return of.stale() ? FAILS : of(of.verdict(), entry.levelFor(of), of.known(), strict);
  }

  /**
   * Weighs an outcome: a broken MUST fails; a broken SHOULD and anything tolerated fail a strict
   * run; a MAY and a deviation that the ledger lists never do.
   */
  public static Weight of(Outcome outcome, Level level, boolean known, boolean strict) {
    if (outcome == Outcome.INCONCLUSIVE) {
      return known ? SILENT : UNDECIDED;
    }
    if (known || level == Level.MAY) {
      return SILENT;
    }
    if (outcome == Outcome.VIOLATES) {
      return level == Level.MUST || strict ? FAILS : WARNS;
    }
    return outcome == Outcome.TOLERATED && strict ? FAILS : SILENT;
  }
}
