package org.smtpspec.reference;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/** The defects that one server has. */
final class Defects {
  private final Set<Defect> present = EnumSet.noneOf(Defect.class);

  Defects(Collection<Defect> present) {
    this.present.addAll(present);
  }

  static Defects none() {
    return new Defects(Set.of());
  }

  boolean has(Defect defect) {
    return present.contains(defect);
  }

  /** Whether {@code word} is of an extension that this server does not offer. */
  boolean hides(String word) {
    return Extensions.isHidden(word, this);
  }

  boolean any() {
    return !present.isEmpty();
  }
}
