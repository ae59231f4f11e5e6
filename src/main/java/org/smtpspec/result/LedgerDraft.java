package org.smtpspec.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The first draft of a ledger: what a result shows and no ledger lists yet, together what was
 * received alike. It has no reasons, and the reader refuses it until someone has written them.
 */
public final class LedgerDraft {
  private final Result result;
  private final boolean strict;

  /** A draft of what fails a run, in a strict one with what is but tolerated. */
  public LedgerDraft(Result result, boolean strict) {
    this.result = result;
    this.strict = strict;
  }

  /** The draft for one target of the document; empty when there is nothing to list. */
  public String of(TargetInfo target) {
    Map<String, List<Found>> alike = new LinkedHashMap<>();
    for (CaseEntry entry : result.cases()) {
      entry
          .verdictOn(target.id())
          .filter(verdict -> unlisted(entry, verdict))
          .ifPresent(
              verdict ->
                  alike
                      .computeIfAbsent(key(verdict), key -> new ArrayList<>())
                      .add(new Found(entry, verdict)));
    }
    if (alike.isEmpty()) {
      return "";
    }
    String versions =
        SoftwareVersion.find(target.software()).map(SoftwareVersion::release).orElse("*");
    var text = new StringBuilder();
    text.append("# ").append(target.label()).append(": ").append(target.software());
    text.append(", under ").append(result.run().profile()).append("\n");
    alike.values().forEach(found -> block(found, versions, text));
    return text.toString();
  }

  private record Found(CaseEntry entry, TargetVerdict verdict) {}

  private boolean unlisted(CaseEntry entry, TargetVerdict verdict) {
    Weight weight = Weight.of(entry, verdict, strict);
    return (weight == Weight.FAILS || weight == Weight.WARNS) && !verdict.stale();
  }

  private static String key(TargetVerdict verdict) {
    return verdict.verdict() + " " + Noise.without(verdict.received());
  }

  private void block(List<Found> found, String versions, StringBuilder text) {
    TargetVerdict first = found.get(0).verdict;
    text.append("\n# sent ").append(first.sent()).append(", received ").append(first.received());
    text.append("\n").append(first.verdict().json()).append(' ').append(versions);
    text.append(under()).append(" because ").append(LedgerReader.TODO).append("\n");
    for (String line : ids(found)) {
      text.append("    ").append(line).append('\n');
    }
  }

  private String under() {
    return result.run().profile().equals(LedgerReader.USUAL)
        ? ""
        : " under " + result.run().profile();
  }

  /** Rows of one file on one line. */
  private static List<String> ids(List<Found> found) {
    Map<String, List<String>> rows = new LinkedHashMap<>();
    for (Found each : found) {
      String id = each.entry.id();
      int bracket = id.indexOf('[');
      String path = bracket < 0 ? id : id.substring(0, bracket);
      List<String> of = rows.computeIfAbsent(path, key -> new ArrayList<>());
      if (bracket >= 0) {
        of.add(id.substring(bracket + 1, id.length() - 1));
      }
    }
    return rows.entrySet().stream()
        .map(
            each ->
                each.getValue().isEmpty()
                    ? each.getKey()
                    : each.getValue().stream()
                        .collect(Collectors.joining(" ", each.getKey() + "[", "]")))
        .toList();
  }
}
