package org.smtpspec.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Works out a {@link Diff}. */
final class Comparison {
  private static final Set<Outcome> PLAYED =
      Set.of(Outcome.CONFORMS, Outcome.TOLERATED, Outcome.VIOLATES);

  private final Result before;
  private final Result after;
  private final boolean strict;
  private final List<Diff.TargetChange> targets = new ArrayList<>();
  private final List<Diff.Change> changes = new ArrayList<>();
  private final List<RelayChange> relay = new ArrayList<>();
  private final List<AuditChange> audit = new ArrayList<>();
  private final List<String> unheard = new ArrayList<>();

  private Comparison(Result before, Result after, boolean strict) {
    this.before = before;
    this.after = after;
    this.strict = strict;
  }

  static Diff of(Result before, Result after, boolean strict) {
    var comparison = new Comparison(before, after, strict);
    List<Pair> pairs = comparison.pairs();
    pairs.forEach(comparison::compare);
    return comparison.diff(
        only(after.targets(), pairs.stream().map(Pair::after).toList()),
        only(before.targets(), pairs.stream().map(Pair::before).toList()),
        only(after, before),
        only(before, after));
  }

  static Diff of(Result result, String one, String other) {
    var comparison = new Comparison(result, result, false);
    Optional<TargetInfo> first = result.target(one);
    Optional<TargetInfo> second = result.target(other);
    if (first.isPresent() && second.isPresent()) {
      comparison.compare(new Pair(first.get(), second.get()));
    }
    return comparison.diff(List.of(), List.of(), List.of(), List.of());
  }

  private Diff diff(
      List<String> targetsAdded,
      List<String> targetsRemoved,
      List<String> casesAdded,
      List<String> casesRemoved) {
    return new Diff(
        targets,
        changes,
        new Diff.Only(targetsAdded, casesAdded),
        new Diff.Only(targetsRemoved, casesRemoved),
        relay,
        audit,
        unheard);
  }

  private record Pair(TargetInfo before, TargetInfo after) {
    String name() {
      return before.id().equals(after.id())
          ? after.label()
          : before.label() + " -> " + after.label();
    }
  }

  private List<Pair> pairs() {
    if (before.targets().size() == 1 && after.targets().size() == 1) {
      return List.of(new Pair(before.targets().get(0), after.targets().get(0)));
    }
    return before.targets().stream()
        .flatMap(was -> after.target(was.id()).map(is -> new Pair(was, is)).stream())
        .toList();
  }

  private static List<String> only(List<TargetInfo> all, List<TargetInfo> paired) {
    return all.stream().filter(each -> !paired.contains(each)).map(TargetInfo::label).toList();
  }

  private static List<String> only(Result here, Result there) {
    Set<String> others = there.cases().stream().map(CaseEntry::id).collect(Collectors.toSet());
    return here.cases().stream().map(CaseEntry::id).filter(id -> !others.contains(id)).toList();
  }

  private void compare(Pair pair) {
    say(pair, "software", pair.before.software(), pair.after.software());
    say(pair, "banner", pair.before.banner(), pair.after.banner());
    offers(pair);
    Map<String, CaseEntry> later = new LinkedHashMap<>();
    after.cases().forEach(entry -> later.put(entry.id(), entry));
    for (CaseEntry was : before.cases()) {
      CaseEntry is = later.get(was.id());
      if (is != null) {
        Optional<TargetVerdict> one = was.verdictOn(pair.before.id());
        Optional<TargetVerdict> other = is.verdictOn(pair.after.id());
        if (one.isPresent() && other.isPresent()) {
          compare(pair, is, was.levelFor(one.get()), one.get(), other.get());
        }
      }
    }
    List<RelayEntry> probed = probed(before, pair.before);
    List<RelayEntry> probedNow = probed(after, pair.after);
    relay.addAll(RelayChange.of(pair.name(), probed, probedNow));
    List<AuditEntry> checked = checked(before, pair.before);
    List<AuditEntry> checkedNow = checked(after, pair.after);
    audit.addAll(AuditChange.of(pair.name(), checked, checkedNow));
    boolean lost = !probed.isEmpty() && probedNow.isEmpty() && after.cases().isEmpty();
    boolean unchecked = !checked.isEmpty() && checkedNow.isEmpty() && after.cases().isEmpty();
    if (lost || unchecked || (heard(before, pair.before) && !heard(after, pair.after))) {
      unheard.add(pair.after.label());
    }
  }

  private static List<RelayEntry> probed(Result result, TargetInfo target) {
    return result.relay().stream().filter(entry -> entry.target().equals(target.id())).toList();
  }

  private static List<AuditEntry> checked(Result result, TargetInfo target) {
    return result.audit().stream().filter(entry -> entry.target().equals(target.id())).toList();
  }

  private static boolean heard(Result result, TargetInfo target) {
    return result.cases().stream()
        .flatMap(entry -> entry.verdictOn(target.id()).stream())
        .anyMatch(verdict -> PLAYED.contains(verdict.verdict()));
  }

  private void say(Pair pair, String what, String was, String is) {
    if (!Noise.without(was).equals(Noise.without(is))) {
      targets.add(new Diff.TargetChange(pair.name(), what, was, is));
    }
  }

  /** Each keyword by itself, so that a new one is not lost in a long line. */
  private void offers(Pair pair) {
    List<String> was = pair.before.capabilities();
    List<String> is = pair.after.capabilities();
    List<String> gone = was.stream().filter(word -> !is.contains(word)).toList();
    List<String> come = is.stream().filter(word -> !was.contains(word)).toList();
    say(pair, "offers", String.join(", ", gone), String.join(", ", come));
  }

  private void compare(
      Pair pair, CaseEntry entry, Level levelBefore, TargetVerdict was, TargetVerdict is) {
    Level level = entry.levelFor(is);
    boolean worse = !is.known() && badness(is, level) > badness(was, levelBefore);
    kind(was, is)
        .map(
            kind ->
                new Diff.Change(
                    kind,
                    pair.name(),
                    entry.id(),
                    level,
                    Diff.Side.of(was),
                    Diff.Side.of(is),
                    worse))
        .ifPresent(changes::add);
  }

  private Optional<Diff.Kind> kind(TargetVerdict was, TargetVerdict is) {
    if (was.verdict() != is.verdict()) {
      boolean fixed = was.verdict() == Outcome.VIOLATES && PLAYED.contains(is.verdict());
      return Optional.of(
          is.verdict() == Outcome.VIOLATES
              ? Diff.Kind.NEWLY_FAILING
              : fixed ? Diff.Kind.FIXED : Diff.Kind.VERDICT);
    }
    boolean same = Noise.without(was.received()).equals(Noise.without(is.received()));
    return same || !PLAYED.contains(is.verdict()) ? Optional.empty() : Optional.of(Diff.Kind.REPLY);
  }

  /** A broken rule is worse than none; that something cannot be told is neither. */
  private int badness(TargetVerdict verdict, Level level) {
    if (level == Level.MAY) {
      return 0;
    }
    if (verdict.verdict() == Outcome.VIOLATES) {
      return 2;
    }
    return strict && verdict.verdict() == Outcome.TOLERATED ? 1 : 0;
  }
}
