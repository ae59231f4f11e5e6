package org.smtpspec.fuzz;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.smtpspec.reference.Defect;

/**
 * What the hunts for one defect came to.
 *
 * @param tries for each seed how many sequences it took, empty when none showed it
 * @param rule the one most often seen broken; empty when none was
 */
public record Hunted(Defect defect, List<OptionalLong> tries, Optional<Rule> rule) {
  /** Copies the list. */
  public Hunted {
    tries = List.copyOf(tries);
  }

  /** Whether more than half of the hunts have found it, so that there is a median. */
  public boolean isFound() {
    return median().isPresent();
  }

  /** The median; a hunt that found nothing counts as longer than all others. */
  public OptionalLong median() {
    return ranked().get((tries.size() - 1) / 2);
  }

  /** The shortest. */
  public OptionalLong least() {
    return ranked().get(0);
  }

  /** The longest; empty when a hunt has found nothing. */
  public OptionalLong most() {
    return ranked().get(tries.size() - 1);
  }

  private List<OptionalLong> ranked() {
    return tries.stream()
        .sorted(Comparator.comparingLong((OptionalLong one) -> one.orElse(Long.MAX_VALUE)))
        .toList();
  }
}
