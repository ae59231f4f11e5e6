package org.smtpspec.result;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts facts together to a document: cases in the order of the plan, or else of their arrival;
 * verdicts in the order of the targets.
 */
final class Assembly {
  private RunInfo run;
  private final Map<String, Integer> plan = new LinkedHashMap<>();
  private final Map<String, TargetInfo> targets = new LinkedHashMap<>();
  private final Map<String, CaseEntry> cases = new LinkedHashMap<>();
  private final Map<String, RelayEntry> relay = new LinkedHashMap<>();
  private final Map<String, FuzzEntry> fuzz = new LinkedHashMap<>();
  private final Map<String, CoverageEntry> coverage = new LinkedHashMap<>();
  private final Map<String, AuditEntry> audit = new LinkedHashMap<>();

  void add(Line line) {
    if (line.run() != null) {
      run = line.run();
    }
    if (line.plan() != null) {
      line.plan().forEach(id -> plan.putIfAbsent(id, plan.size()));
    }
    if (line.target() != null) {
      targets.merge(line.target().id(), line.target(), TargetInfo::updatedBy);
    }
    if (line.entry() != null) {
      add(line.entry());
    }
    if (line.relay() != null) {
      add(line.relay());
    }
    if (line.fuzz() != null) {
      add(line.fuzz());
    }
    if (line.coverage() != null) {
      add(line.coverage());
    }
    if (line.audit() != null) {
      add(line.audit());
    }
  }

  private void add(CaseEntry entry) {
    CaseEntry merged = cases.getOrDefault(entry.id(), entry);
    for (TargetVerdict verdict : entry.results()) {
      merged = merged.with(verdict);
    }
    cases.put(entry.id(), merged);
  }

  void add(Result result) {
    result.targets().forEach(target -> add(Line.of(target)));
    result.cases().forEach(this::add);
    result.relay().forEach(this::add);
    result.fuzz().forEach(this::add);
    result.coverage().forEach(this::add);
    result.audit().forEach(this::add);
  }

  private void add(RelayEntry entry) {
    relay.put(entry.target() + " " + entry.cell(), entry);
  }

  /** Shares of one campaign are one. */
  private void add(FuzzEntry entry) {
    fuzz.merge(entry.target() + " " + entry.property(), entry, FuzzEntry::and);
  }

  private void add(CoverageEntry entry) {
    String key = String.join(" ", entry.target(), entry.state(), entry.command());
    coverage.merge(key, entry, CoverageEntry::and);
  }

  private void add(AuditEntry entry) {
    audit.put(entry.target() + " " + entry.check(), entry);
  }

  boolean knows(String target) {
    return targets.containsKey(target);
  }

  boolean has(String caseId, String target) {
    CaseEntry entry = cases.get(caseId);
    return entry != null && entry.results().stream().anyMatch(one -> one.target().equals(target));
  }

  List<String> plan() {
    return List.copyOf(plan.keySet());
  }

  Result result() {
    return new Result(
        Result.SCHEMA,
        run,
        List.copyOf(targets.values()),
        orderedCases(),
        List.copyOf(relay.values()),
        List.copyOf(fuzz.values()),
        List.copyOf(coverage.values()),
        orderedAudit());
  }

  private List<CaseEntry> orderedCases() {
    List<String> order = List.copyOf(targets.keySet());
    Map<String, Integer> rank = new LinkedHashMap<>();
    order.forEach(id -> rank.put(id, rank.size()));
    return cases.values().stream()
        .sorted(Comparator.comparingInt(entry -> plan.getOrDefault(entry.id(), Integer.MAX_VALUE)))
        .map(entry -> ordered(entry, rank))
        .toList();
  }

  /** Servers are checked at the same time; each has its checks together. */
  private List<AuditEntry> orderedAudit() {
    List<String> order = List.copyOf(targets.keySet());
    return audit.values().stream()
        .sorted(Comparator.comparingInt(entry -> order.indexOf(entry.target())))
        .toList();
  }

  private static CaseEntry ordered(CaseEntry entry, Map<String, Integer> rank) {
    return entry.withResults(
        entry.results().stream()
            .sorted(
                Comparator.comparingInt(
                    verdict -> rank.getOrDefault(verdict.target(), Integer.MAX_VALUE)))
            .toList());
  }
}
