package org.smtpspec.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Optional;
import org.smtpspec.dialogue.Fences;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.AuditEntry;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;

/** Does one check after another on one server that runs. */
final class Checker {
  private final Target target;
  private final Probe probe;
  private final Limits limits;
  private final Tokens tokens;
  private final Fences fences = new Fences();

  /**
   * For {@code target}.
   *
   * @param probe what a look at it told
   */
  Checker(Target target, Probe probe, Limits limits, Tokens tokens) {
    this.target = target;
    this.probe = probe;
    this.limits = limits;
    this.tokens = tokens;
  }

  /** Does {@code check}. */
  AuditEntry check(Check check) throws InterruptedException {
    Finding found = unlessTroubled(find(check));
    return new AuditEntry(
        target.id(),
        check.name(),
        check.title(),
        check.cite(),
        found.verdict(),
        found.reason(),
        found.evidence());
  }

  private Finding find(Check check) throws InterruptedException {
    var site = new Site(target, probe, limits, tokens.next(), fences);
    Optional<Finding> unmet = check.condition().flatMap(new Commands(site)::unmet);
    if (unmet.isPresent()) {
      return unmet.get();
    }
    try {
      return steps(check, site);
    } finally {
      cleanUp(check, site);
    }
  }

  /** The finding of the first step that does not hold, with what those before it saw. */
  private static Finding steps(Check check, Site site) throws InterruptedException {
    var evidence = new ArrayList<String>();
    for (Step step : check.steps()) {
      Finding finding = step.by(site);
      evidence.addAll(finding.evidence());
      if (!finding.isPass()) {
        return new Finding(finding.verdict(), finding.reason(), evidence);
      }
    }
    return new Finding(AuditVerdict.PASS, "", evidence);
  }

  private static void cleanUp(Check check, Site site) {
    if (check.cleanup().isEmpty() || site.machine().isEmpty()) {
      return;
    }
    try {
      site.run(check.cleanup().get(), "root");
    } catch (IOException e) {
      // What it found stands; the next check that needs the machine tells that it is gone.
    }
  }

  /** What a server did whose container has ended or whose disk is full says nothing. */
  private Finding unlessTroubled(Finding found) {
    boolean bad =
        found.verdict() == AuditVerdict.FAIL || found.verdict() == AuditVerdict.INCONCLUSIVE;
    return bad
        ? target
            .trouble()
            .map(why -> new Finding(AuditVerdict.INCONCLUSIVE, why, found.evidence()))
            .orElse(found)
        : found;
  }
}
