package org.smtpspec.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.result.Outcome;
import org.smtpspec.suite.Script;
import org.smtpspec.verdict.Verdict;

/** The plays of one case on one server, and what they say together. */
final class Trials {
  private final List<Trial> trials = new ArrayList<>();

  /** One play, and what it says. */
  record Trial(Script script, Transcript transcript, Verdict verdict) {
    private Outcome outcome() {
      return Entries.outcome(verdict);
    }
  }

  void add(Trial trial) {
    trials.add(trial);
  }

  int count() {
    return trials.size();
  }

  boolean anyViolates() {
    return trials.stream().anyMatch(trial -> trial.verdict() instanceof Verdict.Violates);
  }

  boolean agree() {
    return trials.stream().map(Trial::outcome).distinct().count() == 1;
  }

  /** The play that is shown: the first, or the first violation where they do not agree. */
  Trial shown() {
    return trials.stream()
        .filter(trial -> !agree() && trial.verdict() instanceof Verdict.Violates)
        .findFirst()
        .orElse(trials.get(0));
  }

  /** What all say, or that nothing can be said: a verdict that does not come back is none. */
  Verdict verdict() {
    return agree()
        ? trials.get(0).verdict()
        : new Verdict.Inconclusive(shown().verdict().decision(), flaky());
  }

  private String flaky() {
    Map<String, Long> counts =
        trials.stream()
            .map(trial -> trial.outcome().json())
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    String each =
        counts.entrySet().stream()
            .map(count -> count.getKey() + " " + count.getValue() + " of " + trials.size())
            .collect(Collectors.joining(", "));
    String reasons =
        trials.stream()
            .filter(trial -> trial.verdict() instanceof Verdict.Inconclusive)
            .map(trial -> trial.verdict().reason())
            .distinct()
            .map("; "::concat)
            .collect(Collectors.joining());
    return "flaky: " + each + reasons;
  }
}
