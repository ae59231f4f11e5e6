package org.smtpspec.audit;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Player;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.suite.Script;
import org.smtpspec.target.Target;
import org.smtpspec.verdict.Judge;
import org.smtpspec.verdict.Verdict;

/** Holds a dialogue with a server, and tells what it means. */
record Conversation(Site site) {
  Finding hold(Step.Talk step) {
    Target target = site.target();
    Optional<InetSocketAddress> server = target.address(step.from());
    if (server.isEmpty()) {
      return Finding.notApplicable("the target has no vantage point '" + step.from() + "'");
    }
    Optional<String> unmet = step.excerpt().unmet(site.probe().offers(target));
    if (unmet.isPresent()) {
      return Finding.notApplicable(unmet.get());
    }
    Script script = step.excerpt().script(target.facts(), site.token());
    var player =
        new Player(server.get(), target.inbox(), target.nextHop(), site.limits(), site.fences());
    Transcript transcript = player.play(script.steps(), site.token());
    Verdict verdict = Judge.judge(script.steps(), false, transcript);
    AuditVerdict meaning = meaning(verdict);
    String reason = meaning == AuditVerdict.PASS ? "" : reason(verdict);
    boolean explained = meaning == AuditVerdict.FAIL && !step.failing().isEmpty();
    return new Finding(
        meaning, explained ? step.failing() + ": " + reason : reason, lines(transcript));
  }

  private static AuditVerdict meaning(Verdict verdict) {
    if (verdict instanceof Verdict.Violates) {
      return AuditVerdict.FAIL;
    } else if (verdict instanceof Verdict.NotApplicable) {
      return AuditVerdict.NOT_APPLICABLE;
    }
    return verdict instanceof Verdict.Inconclusive ? AuditVerdict.INCONCLUSIVE : AuditVerdict.PASS;
  }

  private static String reason(Verdict verdict) {
    String decided =
        verdict
            .decision()
            .map(
                at ->
                    "to %s came %s, expected %s"
                        .formatted(
                            at.sent().isEmpty() ? "the connection" : unended(at.sent()),
                            unended(at.received()),
                            at.expected()))
            .orElse("");
    String why = verdict.reason();
    return why.isEmpty() || decided.isEmpty() ? why + decided : why + "; " + decided;
  }

  private static List<String> lines(Transcript transcript) {
    var lines = new ArrayList<String>();
    for (Event event : transcript.events()) {
      lines.add(Commands.cut(event.from() + ": " + unended(event.octets().escaped())));
    }
    return lines;
  }

  private static String unended(String escaped) {
    return escaped.replaceFirst("(\\\\r)?\\\\n$", "");
  }
}
