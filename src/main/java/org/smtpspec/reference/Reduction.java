package org.smtpspec.reference;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.smtpspec.result.Outcome;

/**
 * Of many kills the few that show that each case can fail and that each defect is caught: for a
 * case the one by the defect that the fewest cases catch, and for a defect its sharpest three.
 */
final class Reduction {
  private static final int OF_A_DEFECT = 3;

  private final Set<Defect> broad;

  Reduction(Set<Defect> broad) {
    this.broad = broad;
  }

  List<Kill> of(Collection<Kill> kills) {
    Map<Defect, Long> caught =
        kills.stream().collect(Collectors.groupingBy(Kill::defect, Collectors.counting()));
    Comparator<Kill> best =
        Comparator.<Kill, Boolean>comparing(kill -> !kill.proves(broad))
            .thenComparing(kill -> kill.outcome() != Outcome.VIOLATES)
            .thenComparing(kill -> !kill.citesTheRule())
            .thenComparing(kill -> caught.get(kill.defect()))
            .thenComparing(Kill::defect)
            .thenComparing(Kill::id);
    var few = new LinkedHashSet<Kill>();
    grouped(kills, Kill::id).values().stream()
        .map(of -> of.stream().min(best).orElseThrow())
        .filter(kill -> kill.proves(broad))
        .forEach(few::add);
    Map<Defect, List<Kill>> taken = grouped(few, Kill::defect);
    grouped(kills, Kill::defect)
        .forEach(
            (defect, of) ->
                of.stream()
                    .sorted(best)
                    .limit(Math.max(1, OF_A_DEFECT - taken.getOrDefault(defect, List.of()).size()))
                    .forEach(few::add));
    return List.copyOf(few);
  }

  private static <K> Map<K, List<Kill>> grouped(Collection<Kill> kills, Function<Kill, K> by) {
    return kills.stream()
        .collect(Collectors.groupingBy(by, LinkedHashMap::new, Collectors.toList()));
  }
}
