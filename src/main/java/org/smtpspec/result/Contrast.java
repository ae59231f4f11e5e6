package org.smtpspec.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the targets answered one case, those together that answered alike: with the same verdict and
 * the same reply code. A target that the case says nothing about is in no group.
 *
 * @param entry the case
 * @param groups the answers, that of most targets first
 */
public record Contrast(CaseEntry entry, List<List<TargetVerdict>> groups) {

  /** Copies the groups. */
  public Contrast {
    groups = List.copyOf(groups);
  }

  /** Groups the verdicts of a case. */
  public static Contrast of(CaseEntry entry) {
    Map<String, List<TargetVerdict>> alike = new LinkedHashMap<>();
    for (TargetVerdict verdict : entry.results()) {
      if (verdict.verdict() != Outcome.NOT_APPLICABLE
          && verdict.verdict() != Outcome.INCONCLUSIVE) {
        String key = verdict.verdict() + " " + verdict.replyCode();
        alike.computeIfAbsent(key, any -> new ArrayList<>()).add(verdict);
      }
    }
    return new Contrast(
        entry,
        alike.values().stream()
            .sorted(Comparator.comparingInt((List<TargetVerdict> group) -> -group.size()))
            .map(List::copyOf)
            .toList());
  }

  /** What more targets answered than answered anything else; empty if no answer has most. */
  public Optional<List<TargetVerdict>> majority() {
    boolean most =
        groups.size() == 1 || (groups.size() > 1 && groups.get(0).size() > groups.get(1).size());
    return most ? Optional.of(groups.get(0)) : Optional.empty();
  }

  /** Whether most targets answered otherwise. */
  public boolean odd(TargetVerdict verdict) {
    return majority().isPresent()
        && groups.stream().skip(1).anyMatch(group -> group.contains(verdict));
  }

  /** The targets that break the rule, though most keep it; a MAY is no rule. */
  public List<TargetVerdict> outliers() {
    boolean kept = majority().filter(most -> most.get(0).verdict() == Outcome.CONFORMS).isPresent();
    return !kept
        ? List.of()
        : groups.stream()
            .skip(1)
            .flatMap(List::stream)
            .filter(verdict -> verdict.verdict() == Outcome.VIOLATES)
            .filter(verdict -> entry.levelFor(verdict) != Level.MAY)
            .toList();
  }

  /**
   * At most {@code number} cases that tell most about how the targets of a document differ: each
   * target in turn with those where it breaks a rule that the fewest others break, a MUST before a
   * SHOULD, and one case of each file.
   */
  public static List<Contrast> telling(Result result, int number) {
    List<Contrast> all = result.cases().stream().map(Contrast::of).toList();
    List<List<Contrast>> queues =
        result.targets().stream()
            .map(target -> new ArrayList<>(queue(all, target.id())))
            .<List<Contrast>>map(queue -> queue)
            .toList();
    var chosen = new LinkedHashMap<String, Contrast>();
    while (chosen.size() < number && queues.stream().anyMatch(queue -> !queue.isEmpty())) {
      for (List<Contrast> queue : queues) {
        queue.removeIf(contrast -> chosen.containsKey(contrast.file()));
        if (!queue.isEmpty() && chosen.size() < number) {
          chosen.put(queue.get(0).file(), queue.remove(0));
        }
      }
    }
    return List.copyOf(chosen.values());
  }

  private static List<Contrast> queue(List<Contrast> all, String target) {
    return all.stream()
        .filter(each -> each.outliers().stream().anyMatch(out -> out.target().equals(target)))
        .sorted(
            Comparator.comparingInt((Contrast each) -> each.outliers().size())
                .thenComparing(each -> each.entry.level()))
        .toList();
  }

  private String file() {
    return entry.id().replaceFirst("\\[.*", "");
  }
}
