package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A cell of a truth table of which something else became than before.
 *
 * @param target whose table
 * @param cell which: vantage, session, sender, recipient
 * @param mail the reverse-path, as in {@link RelayEntry#mail}
 * @param rcpt the forward-path
 * @param before the outcome in the first document
 * @param after the outcome in the second
 * @param expected what the policy of the second asks for
 * @param evidence how the outcome in the second is known
 * @param regression whether it opened, and that policy does not allow it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RelayChange(
    Kind kind,
    String target,
    String cell,
    String mail,
    String rcpt,
    String before,
    String after,
    String expected,
    String evidence,
    boolean regression) {

  /** How a cell changed, the dangerous first. */
  public enum Kind {
    /** Mail is sent on now, and was not before. */
    @JsonProperty("opened")
    OPENED("opened"),
    /** Mail was sent on before, and is not now. */
    @JsonProperty("closed")
    CLOSED("closed"),
    /** Any other change. */
    @JsonProperty("changed")
    CHANGED("outcome changed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The name in reports. */
    public String words() {
      return words;
    }
  }

  /** What changed between the tables of two targets, the dangerous first. */
  static List<RelayChange> of(String name, List<RelayEntry> before, List<RelayEntry> after) {
    Map<String, RelayEntry> was = new LinkedHashMap<>();
    before.forEach(entry -> was.put(entry.cell(), entry));
    return after.stream()
        .flatMap(entry -> change(name, was.get(entry.cell()), entry).stream())
        .sorted(
            Comparator.comparing(RelayChange::regression)
                .reversed()
                .thenComparing(RelayChange::kind))
        .toList();
  }

  private static Optional<RelayChange> change(String name, RelayEntry was, RelayEntry is) {
    if (was == null || was.outcome().equals(is.outcome())) {
      return Optional.empty();
    }
    boolean gone = !is.isTried() || is.isUndecided();
    Kind kind = is.isRelayed() ? Kind.OPENED : Kind.CHANGED;
    if (was.isRelayed() && !gone) {
      kind = Kind.CLOSED;
    }
    return Optional.of(
        new RelayChange(
            kind,
            name,
            is.cell(),
            is.mail(),
            is.rcpt(),
            was.outcome(),
            is.outcome(),
            is.expected(),
            is.evidence(),
            kind == Kind.OPENED && !is.verdict().equals(RelayEntry.EXPECTED)));
  }
}
