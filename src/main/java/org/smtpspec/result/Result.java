package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Optional;

/**
 * The result document: what every target answered to every case of a run.
 *
 * @param schema always {@link #SCHEMA}
 * @param run the facts of the run
 * @param targets the targets, in the order in which reports show them
 * @param cases the cases, in the order of the plan
 * @param relay what became of relayed messages
 * @param fuzz how generated dialogues fared
 * @param coverage how far generated dialogues got
 * @param audit what hardening checks found
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
@JsonPropertyOrder({"schema", "run", "targets", "cases", "relay", "fuzz", "coverage", "audit"})
public record Result(
    String schema,
    RunInfo run,
    List<TargetInfo> targets,
    List<CaseEntry> cases,
    List<RelayEntry> relay,
    List<FuzzEntry> fuzz,
    List<CoverageEntry> coverage,
    List<AuditEntry> audit) {

  /** The schema and the version that this code writes and reads. */
  public static final String SCHEMA = "smtpspec.result/1";

  /** Checks the schema, and copies the lists. */
  public Result {
    if (!SCHEMA.equals(schema)) {
      throw new IllegalArgumentException("schema is '" + schema + "', expected '" + SCHEMA + "'");
    }
    if (run == null) {
      throw new IllegalArgumentException("'run' is missing");
    }
    targets = targets == null ? List.of() : List.copyOf(targets);
    cases = cases == null ? List.of() : List.copyOf(cases);
    relay = relay == null ? List.of() : List.copyOf(relay);
    fuzz = fuzz == null ? List.of() : List.copyOf(fuzz);
    coverage = coverage == null ? List.of() : List.copyOf(coverage);
    audit = audit == null ? List.of() : List.copyOf(audit);
  }

  /** A document of a run without generated dialogues, or of one that tells not how far they got. */
  public Result(
      String schema,
      RunInfo run,
      List<TargetInfo> targets,
      List<CaseEntry> cases,
      List<RelayEntry> relay,
      List<FuzzEntry> fuzz,
      List<AuditEntry> audit) {
    this(schema, run, targets, cases, relay, fuzz, List.of(), audit);
  }

  /** A document of cases alone. */
  public static Result of(RunInfo run, List<TargetInfo> targets, List<CaseEntry> cases) {
    return new Result(SCHEMA, run, targets, cases, List.of(), List.of(), List.of());
  }

  /** The same with other outcomes of fuzzing. */
  public Result withFuzz(List<FuzzEntry> entries) {
    return new Result(schema, run, targets, cases, relay, entries, coverage, audit);
  }

  /** Whether the run came to its end; a killed run did not, and lacks what it had not played. */
  public boolean complete() {
    return !run.finished().isEmpty();
  }

  /** The target of that id. */
  public Optional<TargetInfo> target(String id) {
    return targets.stream().filter(target -> target.id().equals(id)).findFirst();
  }
}
