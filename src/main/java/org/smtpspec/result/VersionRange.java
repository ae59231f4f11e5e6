package org.smtpspec.result;

import java.util.Optional;

/**
 * The versions that an entry of a ledger holds for: {@code *} all, {@code 3.7} that release, {@code
 * 3.7..3.9}, {@code 3.7..}, {@code ..3.9}. Both ends belong to it, and 3.9 stands for all of 3.9.
 *
 * @param from the least, if there is one
 * @param to the last, if there is one
 */
record VersionRange(Optional<SoftwareVersion> from, Optional<SoftwareVersion> to) {
  static final String FORMS = "versions as *, 3.7, 3.7..3.9, 3.7.. or ..3.9";

  /** The range, if {@code text} is one. */
  static Optional<VersionRange> parse(String text) {
    if (text.equals("*")) {
      return Optional.of(new VersionRange(Optional.empty(), Optional.empty()));
    }
    int dots = text.indexOf("..");
    String first = dots < 0 ? text : text.substring(0, dots);
    String last = dots < 0 ? text : text.substring(dots + 2);
    Optional<SoftwareVersion> from = SoftwareVersion.parse(first);
    Optional<SoftwareVersion> to = SoftwareVersion.parse(last);
    boolean broken =
        (from.isEmpty() && !first.isEmpty())
            || (to.isEmpty() && !last.isEmpty())
            || (first.isEmpty() && last.isEmpty());
    boolean reversed = from.isPresent() && to.isPresent() && from.get().against(to.get()) > 0;
    return broken || reversed ? Optional.empty() : Optional.of(new VersionRange(from, to));
  }

  /** Whether it holds for a server of that version; one without a known version is in none. */
  boolean holds(Optional<SoftwareVersion> version) {
    if (from.isEmpty() && to.isEmpty()) {
      return true;
    }
    return version.isPresent()
        && from.map(bound -> version.get().against(bound) >= 0).orElse(true)
        && to.map(bound -> version.get().against(bound) <= 0).orElse(true);
  }

  boolean overlaps(VersionRange other) {
    return below(from, other.to) && below(other.from, to);
  }

  /** The range as a ledger writes it. */
  @Override
  public String toString() {
    if (from.isEmpty() && to.isEmpty()) {
      return "*";
    }
    String first = from.map(SoftwareVersion::toString).orElse("");
    String last = to.map(SoftwareVersion::toString).orElse("");
    return first.equals(last) ? first : first + ".." + last;
  }

  private static boolean below(Optional<SoftwareVersion> from, Optional<SoftwareVersion> to) {
    return from.isEmpty() || to.isEmpty() || from.get().against(to.get()) <= 0;
  }
}
