package org.smtpspec.reference;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.smtpspec.result.Outcome;
import org.smtpspec.suite.Case;
import org.smtpspec.target.TargetException;

/**
 * The broad defects: those that a quarter of all cases catch, measured on a sample of the cases. A
 * server that greets with the wrong code fails nearly everything, so that a case which fails on it
 * shows nothing of what the case is for.
 */
public final class Breadth {
  private static final int SAMPLE = 24;

  private Breadth() {}

  /** Which of {@code defects} are broad. */
  public static Set<Defect> broad(Selftest selftest, Collection<Defect> defects, List<Case> cases)
      throws TargetException, InterruptedException {
    List<Case> sample = sample(cases);
    var trials = new ArrayList<Trial>();
    for (Defect defect : defects) {
      sample.forEach(one -> trials.add(Trial.of(defect, one)));
    }
    Map<Defect, Long> caught =
        selftest.play(trials, Selftest.SHORT).entrySet().stream()
            .filter(entry -> entry.getValue() == Outcome.VIOLATES)
            .collect(
                Collectors.groupingBy(
                    entry -> entry.getKey().defect().orElseThrow(), Collectors.counting()));
    Set<Defect> broad = EnumSet.noneOf(Defect.class);
    caught.forEach(
        (defect, count) -> {
          if (count * 4 >= sample.size()) {
            broad.add(defect);
          }
        });
    return broad;
  }

  /** Those whose ids have the least checksums: cases that come or go change few of them. */
  static List<Case> sample(List<Case> cases) {
    return cases.stream().sorted(Comparator.comparing(Breadth::lot)).limit(SAMPLE).toList();
  }

  private static long lot(Case one) {
    var sum = new CRC32();
    sum.update(one.id().toString().getBytes(StandardCharsets.US_ASCII));
    return sum.getValue();
  }
}
