package org.smtpspec.report;

import java.util.List;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.Weight;

/** The verdicts of a document that weigh the same, in the order of its cases. */
final class Findings {
  private final Result result;
  private final boolean strict;

  Findings(Result result, boolean strict) {
    this.result = result;
    this.strict = strict;
  }

  /** A verdict that is to be told, with its case. */
  record Found(TargetInfo target, CaseEntry entry, TargetVerdict verdict) {
    FindingText text() {
      return FindingText.of(target, entry, verdict);
    }
  }

  List<Found> on(TargetInfo target, Weight weight) {
    return result.cases().stream()
        .flatMap(
            entry ->
                entry.verdictOn(target.id()).stream()
                    .filter(verdict -> Weight.of(entry, verdict, strict) == weight)
                    .map(verdict -> new Found(target, entry, verdict)))
        .toList();
  }
}
