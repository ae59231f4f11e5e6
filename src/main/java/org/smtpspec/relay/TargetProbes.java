package org.smtpspec.relay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Target;

/** Fills the cells of a policy for one server that runs. */
public final class TargetProbes {
  /**
   * Longer than most wait before they serve a client whom they have put off to see if he is one.
   */
  private static final Duration AGAIN = Duration.ofSeconds(3);

  private final Target target;
  private final Tokens tokens;
  private final Limits limits;
  private final Duration again;

  /**
   * For {@code target}.
   *
   * @param tokens of this server alone: all of them are looked for at once
   */
  public TargetProbes(Target target, Tokens tokens, Limits limits) {
    this(target, tokens, limits, AGAIN);
  }

  TargetProbes(Target target, Tokens tokens, Limits limits, Duration again) {
    this.target = target;
    this.tokens = tokens;
    this.limits = limits;
    this.again = again;
  }

  /**
   * Sends a probe for each cell, waits until all mail is where it goes, and tells what became of
   * each.
   *
   * @param done is run for each probe that was sent
   */
  public List<RelayEntry> run(List<Cell> cells, Runnable done) throws InterruptedException {
    Words words = Words.of(target);
    List<Probe> probes = cells.stream().map(cell -> new Probe(cell, tokens.next(), words)).toList();
    Map<Probe, Reception> receptions = new Probing(target, words, limits, again, done).send(probes);
    Settling.Settled settled =
        new Settling(target, tokens.stem(), limits.mail())
            .await(arrivals -> open(receptions, arrivals));
    var verdicts = new Verdicts(target, settled);
    var entries = new ArrayList<RelayEntry>();
    for (Probe probe : probes) {
      entries.add(verdicts.entry(probe, receptions.get(probe)));
    }
    return entries;
  }

  private static int open(Map<Probe, Reception> receptions, Arrivals arrivals) {
    return (int)
        receptions.entrySet().stream()
            .filter(each -> each.getValue().kind() == Reception.Kind.TAKEN)
            .filter(each -> !arrivals.knows(each.getKey().token()))
            .count();
  }
}
