package org.smtpspec.reference;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Catalogue;

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
    return survivors(kills);
  }

  /** The defects that none of {@code kills} is for. */
  static Set<Defect> survivors(Collection<Kill> kills) {
    Set<Defect> survivors = Defect.forSuites();
    kills.forEach(kill -> survivors.remove(kill.defect()));
    return survivors;
  }

  /** The cases that failed for no defect, or for broad ones only. */
  public List<Case> unfailing() {
    return List.copyOf(unfailing(cases, kills, broad));
  }

  /** The cases of which {@code kills} do not prove that they can fail. */
  static Set<Case> unfailing(Collection<Case> cases, Collection<Kill> kills, Set<Defect> broad) {
    var unfailing = new LinkedHashSet<>(cases);
    kills.stream()
        .filter(kill -> kill.proves(broad))
        .forEach(kill -> unfailing.remove(kill.trial().one()));
    return unfailing;
  }

  /** The stale kills of cases of which no reason is on record why they do not always fail. */
  public List<Kill> changed(Catalogue catalogue) {
    return stale.stream().filter(kill -> catalogue.reasonUnfailing(kill.id()).isEmpty()).toList();
  }
}
