package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A hardening check that says something else than before.
 *
 * @param target on which
 * @param check its name
 * @param title what holds on a hardened server
 * @param before the verdict in the first document
 * @param after the verdict in the second
 * @param reason why, in the second
 * @param regression whether it fails now, and did not before
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AuditChange(
    Kind kind,
    String target,
    String check,
    String title,
    AuditVerdict before,
    AuditVerdict after,
    String reason,
    boolean regression) {

  /** How a check changed, the worst first. */
  public enum Kind {
    /** It fails now, and did not before. */
    @JsonProperty("newly-failing")
    NEWLY_FAILING("newly failing"),
    /** It failed before, and passes now. */
    @JsonProperty("fixed")
    FIXED("fixed"),
    /** Any other change. */
    @JsonProperty("changed")
    CHANGED("verdict changed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The name in reports. */
    public String words() {
      return words;
    }
  }

  /** What changed between the checks of two targets, the worst first. */
  static List<AuditChange> of(String name, List<AuditEntry> before, List<AuditEntry> after) {
    Map<String, AuditEntry> was = new LinkedHashMap<>();
    before.forEach(entry -> was.put(entry.check(), entry));
    return after.stream()
        .flatMap(entry -> change(name, was.get(entry.check()), entry).stream())
        .sorted(Comparator.comparing(AuditChange::kind))
        .toList();
  }

  private static Optional<AuditChange> change(String name, AuditEntry was, AuditEntry is) {
    if (was == null || was.verdict() == is.verdict()) {
      return Optional.empty();
    }
    boolean fails = is.verdict() == AuditVerdict.FAIL;
    boolean fixed = was.verdict() == AuditVerdict.FAIL && is.verdict() == AuditVerdict.PASS;
    Kind kind = fails ? Kind.NEWLY_FAILING : fixed ? Kind.FIXED : Kind.CHANGED;
    return Optional.of(
        new AuditChange(
            kind, name, is.check(), is.title(), was.verdict(), is.verdict(), is.reason(), fails));
  }
}
