package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What differs between two documents, or between two targets: verdicts, replies, what the servers
 * say of themselves, and what only one side has. Noise is no difference.
 *
 * @param targets what servers say of themselves
 * @param changes what cases show
 * @param added ids of what only the second document has
 * @param removed ids of what only the first document has
 * @param relay cells of truth tables of which something else became, the dangerous first
 * @param audit hardening checks that say something else, the worst first
 * @param unheard targets of the second document that answered no case, while they did in the first
 */
public record Diff(
    List<TargetChange> targets,
    List<Change> changes,
    Only added,
    Only removed,
    List<RelayChange> relay,
    List<AuditChange> audit,
    List<String> unheard) {

  /** Copies the lists. */
  public Diff {
    relay = List.copyOf(relay);
    audit = List.copyOf(audit);
    targets = List.copyOf(targets);
    changes = List.copyOf(changes);
    unheard = List.copyOf(unheard);
  }

  /** How a case changed. */
  public enum Kind {
    /** It violates now, and did not before. */
    @JsonProperty("newly-failing")
    NEWLY_FAILING("newly failing"),
    /** It violated before, and does not now. */
    @JsonProperty("fixed")
    FIXED("fixed"),
    /** Any other change of verdict. */
    @JsonProperty("verdict-changed")
    VERDICT("verdict changed"),
    /** The same verdict, another reply. */
    @JsonProperty("reply-changed")
    REPLY("reply changed");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** The name in reports. */
    public String words() {
      return words;
    }
  }

  /** What only one document has. */
  public record Only(List<String> targets, List<String> cases) {
    /** Copies the lists. */
    public Only {
      targets = List.copyOf(targets);
      cases = List.copyOf(cases);
    }
  }

  /** Something a server says of itself, and said differently before. */
  public record TargetChange(String target, String what, String before, String after) {}

  /** A case on one side: the verdict, and the reply that decided. */
  public record Side(Outcome verdict, @JsonInclude(JsonInclude.Include.NON_EMPTY) String received) {
    static Side of(TargetVerdict verdict) {
      String text = verdict.received().isEmpty() ? verdict.reason() : verdict.received();
      return new Side(verdict.verdict(), text);
    }

    Side quiet() {
      return new Side(verdict, Noise.without(received));
    }
  }

  /**
   * A case that shows something else than before.
   *
   * @param regression whether that is worse: a MUST or SHOULD that is newly broken, and in a strict
   *     comparison one that is newly but tolerated; not what the ledger expects
   */
  public record Change(
      Kind kind,
      String target,
      @JsonProperty("case") String id,
      Level level,
      Side before,
      Side after,
      boolean regression) {

    /** What it says, without noise and without the case: equal for cases that show the same. */
    public String shown() {
      Side was = before.quiet();
      Side is = after.quiet();
      return kind == Kind.REPLY
          ? was.received() + " -> " + is.received()
          : "%s %s -> %s %s"
              .formatted(was.verdict().json(), was.received(), is.verdict().json(), is.received());
    }
  }

  /**
   * Compares targets of the same id; or if each document has one target, these two.
   *
   * @param strict whether to tolerate is worse than to conform
   */
  public static Diff of(Result before, Result after, boolean strict) {
    return Comparison.of(before, after, strict);
  }

  /** Compares two targets of one document. */
  public static Diff of(Result result, String one, String other) {
    return Comparison.of(result, one, other);
  }

  /** The changes of that kind. */
  public List<Change> changes(Kind kind) {
    return changes.stream().filter(change -> change.kind == kind).toList();
  }

  /** The changes of that kind, those together that show the same, those of most cases first. */
  public List<List<Change>> alike(Kind kind) {
    return changes(kind).stream()
        .collect(
            Collectors.groupingBy(
                change -> change.target + "\n" + change.shown(),
                java.util.LinkedHashMap::new,
                Collectors.toList()))
        .values()
        .stream()
        .sorted((a, b) -> Integer.compare(b.size(), a.size()))
        .toList();
  }

  /** The changed cells of that kind. */
  public List<RelayChange> relay(RelayChange.Kind kind) {
    return relay.stream().filter(change -> change.kind() == kind).toList();
  }

  /** The changed checks of that kind. */
  public List<AuditChange> audit(AuditChange.Kind kind) {
    return audit.stream().filter(change -> change.kind() == kind).toList();
  }

  /** Whether anything became worse. */
  public boolean regression() {
    return changes.stream().anyMatch(Change::regression)
        || relay.stream().anyMatch(RelayChange::regression)
        || audit.stream().anyMatch(AuditChange::regression);
  }

  /** Whether there is nothing to say. */
  public boolean none() {
    var parts = new ArrayList<Object>(targets);
    parts.addAll(changes);
    for (Only only : List.of(added, removed)) {
      parts.addAll(only.targets());
      parts.addAll(only.cases());
    }
    parts.addAll(relay);
    parts.addAll(audit);
    parts.addAll(unheard);
    return parts.isEmpty();
  }

  /** As JSON, for other programs. */
  public String toJson() {
    try {
      return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new ResultException("a difference that is no JSON: " + e.getOriginalMessage(), e);
    }
  }
}
