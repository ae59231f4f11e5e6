package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * One line of {@code result.jsonl}: one new fact, in the property of its kind; the others are
 * absent. The first line carries the schema and the run.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "schema",
  "run",
  "plan",
  "target",
  "case",
  "relay",
  "fuzz",
  "coverage",
  "audit"
})
record Line(
    String schema,
    RunInfo run,
    List<String> plan,
    TargetInfo target,
    @JsonProperty("case") CaseEntry entry,
    RelayEntry relay,
    FuzzEntry fuzz,
    CoverageEntry coverage,
    AuditEntry audit) {

  static Line of(RunInfo run) {
    return new Line(Result.SCHEMA, run, null, null, null, null, null, null, null);
  }

  static Line of(List<String> plan) {
    return new Line(null, null, plan, null, null, null, null, null, null);
  }

  static Line of(TargetInfo target) {
    return new Line(null, null, null, target, null, null, null, null, null);
  }

  static Line of(CaseEntry entry) {
    return new Line(null, null, null, null, entry, null, null, null, null);
  }

  static Line of(RelayEntry relay) {
    return new Line(null, null, null, null, null, relay, null, null, null);
  }

  static Line of(FuzzEntry fuzz) {
    return new Line(null, null, null, null, null, null, fuzz, null, null);
  }

  static Line of(CoverageEntry coverage) {
    return new Line(null, null, null, null, null, null, null, coverage, null);
  }

  static Line of(AuditEntry audit) {
    return new Line(null, null, null, null, null, null, null, null, audit);
  }
}
