package org.smtpspec.reference;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smtpspec.suite.Case;

/**
 * What playing the kills on record showed.
 *
 * @param cases all there are
 * @param unsound the cases that the sound server violates: they prove nothing
 * @param kills that came back
 * @param stale those on record that did not
 * @param broad the defects for which a quarter of all cases fail
 */
public record Proof(
    List<Case> cases, List<Case> unsound, List<Kill> kills, List<Kill> stale, Set<Defect> broad) {
  /** The defects that no case caught. */
  public Set<Defect> survivors() {
    Set<Defect> survivors = Defect.forSuites();
    kills.forEach(kill -> survivors.remove(kill.defect()));
    return survivors;
  }

  /** The cases that failed for no defect, or for broad ones only. */
  public List<Case> unfailing() {
    var unfailing = new LinkedHashSet<>(cases);
    kills.stream()
        .filter(kill -> kill.proves(broad))
        .forEach(kill -> unfailing.remove(kill.trial().one()));
    return new ArrayList<>(unfailing);
  }
}
