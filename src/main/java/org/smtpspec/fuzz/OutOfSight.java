package org.smtpspec.fuzz;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.reference.Defect;

/** Why no sequence can reveal some of the seeded defects: what they change is not judged here. */
public enum OutOfSight {
  /** Nothing yet. */
  NONE("nothing", Set.of());

  private final String reason;
  private final Set<Defect> defects;

  OutOfSight(String reason, Set<Defect> defects) {
    this.reason = reason;
    this.defects = defects;
  }

  /** The reason in words. */
  public String reason() {
    return reason;
  }

  /** Whom it is given for. */
  public Set<Defect> defects() {
    return defects;
  }

  /** The reason why {@code defect} cannot be seen; empty when it can. */
  public static Optional<OutOfSight> of(Defect defect) {
    return List.of(values()).stream().filter(one -> one.defects.contains(defect)).findFirst();
  }
}
