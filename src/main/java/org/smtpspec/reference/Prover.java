package org.smtpspec.reference;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.smtpspec.result.Outcome;
import org.smtpspec.suite.Case;
import org.smtpspec.target.TargetException;

/** Plays the kills on record, and what must be known to believe them. */
public final class Prover {
  /** What the sound server must not get where a defect is tolerated. */
  static final Set<Outcome> UNTELLING = Set.of(Outcome.TOLERATED, Outcome.VIOLATES);

  private static final int AGAIN = 3;

  private final Selftest selftest;
  private final List<Case> cases;

  /** Plays with {@code selftest}; {@code cases} are all there are. */
  public Prover(Selftest selftest, List<Case> cases) {
    this.selftest = selftest;
    this.cases = List.copyOf(cases);
  }

  /** Plays {@code kills}; what does not come back at once is played again with more patience. */
  public Proof prove(Collection<Kill> kills) throws TargetException, InterruptedException {
    Map<Trial, Outcome> sound =
        selftest.play(cases.stream().map(Trial::ofSound).toList(), Selftest.SHORT);
    Set<Defect> broad = Breadth.broad(selftest, Defect.forSuites(), cases);
    List<Trial> trials = kills.stream().map(Kill::trial).toList();
    Map<Trial, Outcome> outcomes = new HashMap<>(selftest.play(trials, Selftest.SHORT));
    for (int again = 0; again < AGAIN; again++) {
      outcomes.putAll(selftest.play(missed(kills, outcomes), Selftest.PATIENT));
    }
    Map<Trial, Outcome> tolerated =
        selftest.play(
            kills.stream()
                .filter(kill -> kill.outcome() == Outcome.TOLERATED)
                .map(kill -> kill.trial().sound())
                .distinct()
                .toList(),
            Selftest.PATIENT);
    Map<Boolean, List<Kill>> believed =
        kills.stream()
            .collect(
                Collectors.partitioningBy(
                    kill ->
                        outcomes.get(kill.trial()) == kill.outcome()
                            && !UNTELLING.contains(
                                tolerated.getOrDefault(kill.trial().sound(), Outcome.CONFORMS))));
    return new Proof(
        cases, having(sound, Outcome.VIOLATES), believed.get(true), believed.get(false), broad);
  }

  /** On a busy machine a limit may expire, or two segments be read as one. */
  private static List<Trial> missed(Collection<Kill> kills, Map<Trial, Outcome> outcomes) {
    return kills.stream()
        .filter(kill -> outcomes.get(kill.trial()) != kill.outcome())
        .map(Kill::trial)
        .toList();
  }

  private static List<Case> having(Map<Trial, Outcome> outcomes, Outcome wanted) {
    return outcomes.entrySet().stream()
        .filter(entry -> entry.getValue() == wanted)
        .map(entry -> entry.getKey().one())
        .toList();
  }
}
