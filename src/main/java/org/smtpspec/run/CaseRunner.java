package org.smtpspec.run;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.smtpspec.dialogue.Fences;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.dialogue.Player;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Script;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.verdict.Judge;
import org.smtpspec.verdict.Verdict;
import org.smtpspec.wire.Fault;

/**
 * Runs one case after another on one target: the only way in which a case is run, for the command
 * line, JUnit and the self-test alike. Thread-safe.
 *
 * <p>A violation counts when it comes back. After some cases in a row that met no server at all,
 * the rest are not tried: a dead server costs a few limits, not hundreds.
 */
public final class CaseRunner {
  private static final List<String> GONE =
      List.of(new Fault.Close().words(), new Fault.Reset().words());

  private final Target target;
  private final Profile profile;
  private final Tokens tokens;
  private final Set<String> offers;
  private final Limits limits;
  private final Pace pace;
  private final Effort effort;
  private final Fences fences = new Fences();
  private final AtomicInteger unreachable = new AtomicInteger();
  private final Farewell farewell;
  private final Secrets secrets;

  /**
   * A runner.
   *
   * @param probe what a look at the target told
   */
  public CaseRunner(
      Target target, Probe probe, Profile profile, Limits limits, Tokens tokens, Effort effort) {
    this.effort = effort;
    this.target = target;
    this.profile = profile;
    this.tokens = tokens;
    this.offers = probe.offers(target);
    this.limits = limits;
    this.pace = new Pace(target.pace());
    this.farewell = new Farewell(target, limits.reply());
    this.secrets = new Secrets(Optional.ofNullable(target.facts().get("password")));
  }

  /** Why {@code one} says nothing about this target; empty when it is to be played. */
  public Optional<String> inapplicable(Case one) {
    return one.inapplicable(profile, offers);
  }

  /** Plays and judges {@code one}, as often as it takes. */
  public TargetVerdict run(Case one) {
    Optional<String> inapplicable = inapplicable(one);
    if (inapplicable.isPresent()) {
      return Entries.verdict(
          target.id(), one, profile, Verdict.NotApplicable.unmet(inapplicable.get()));
    }
    if (unreachable.get() >= effort.patience()) {
      return Entries.verdict(
          target.id(),
          one,
          profile,
          Verdict.Inconclusive.because("not tried: " + trouble().orElseThrow()));
    }
    var trials = new Trials();
    do {
      trials.add(play(one));
    } while (!effort.suffices(trials));
    Trials.Trial shown = trials.shown();
    return Entries.verdict(
        target.id(), one, profile, shown.script(), trials.verdict(), shown.transcript(), secrets);
  }

  private Trials.Trial play(Case one) {
    String token = tokens.next();
    Script script = one.script(target.facts(), token, profile);
    pace.await();
    Transcript transcript = player(one).play(script.steps(), token);
    Verdict verdict = Judge.judge(script.steps(), one.strictReplies(), transcript);
    count(verdict, transcript);
    return new Trials.Trial(script, transcript, unlessTroubled(verdict, transcript));
  }

  /** What a server did whose container has ended or whose disk is full is no violation. */
  private Verdict unlessTroubled(Verdict verdict, Transcript transcript) {
    if (!(verdict instanceof Verdict.Violates || verdict instanceof Verdict.Inconclusive)) {
      return verdict;
    }
    return target
        .trouble()
        .or(() -> brokeOff(transcript) ? farewell.cause() : Optional.empty())
        .<Verdict>map(Verdict.Inconclusive::because)
        .orElse(verdict);
  }

  /** Whether the server went away where it should have replied, or was not there. */
  private static boolean brokeOff(Transcript transcript) {
    return transcript.events().stream()
        .map(event -> event.octets().text())
        .anyMatch(words -> words.startsWith("refused: ") || GONE.contains(words));
  }

  /** Why the server cannot be tested any more; empty when it can. */
  Optional<String> trouble() {
    return target
        .trouble()
        .or(
            () ->
                unreachable.get() < effort.patience()
                    ? Optional.empty()
                    : Optional.of(
                        "the server could not be reached in %d cases before"
                            .formatted(effort.patience())));
  }

  /** A case whose vantage point is missing is not played. */
  private Player player(Case one) {
    return new Player(
        target.address(one.vantage()).orElseThrow(),
        target.inbox(),
        target.nextHop(),
        limits,
        fences);
  }

  private void count(Verdict verdict, Transcript transcript) {
    boolean heard = transcript.events().stream().anyMatch(event -> event.from().startsWith("S"));
    if (verdict instanceof Verdict.Inconclusive && !heard && beganWithFault(transcript)) {
      unreachable.incrementAndGet();
    } else if (heard) {
      unreachable.set(0);
    }
  }

  private static boolean beganWithFault(Transcript transcript) {
    return brokeOff(transcript)
        || transcript.events().stream()
            .anyMatch(event -> event.octets().text().startsWith("silent for "));
  }
}
