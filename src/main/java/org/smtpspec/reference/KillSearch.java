package org.smtpspec.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.result.Outcome;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.target.TargetException;

/**
 * Finds a defect for each case that has not failed, and a case for each defect that is not caught:
 * first where they are near each other, then everywhere.
 */
public final class KillSearch {
  /** After so many defects those cases are left out that have failed meanwhile. */
  private static final int BATCH = 48;

  private final Selftest selftest;
  private final List<Case> cases;
  private final Set<Defect> broad;
  private final Consumer<String> told;
  private final Set<Kill> kills = new LinkedHashSet<>();
  private final Set<Kill> weak = new LinkedHashSet<>();
  private final Set<Trial> played = new HashSet<>();

  /**
   * A search.
   *
   * @param cases all there are
   * @param broad the defects that prove nothing for a case
   * @param told what is done, step by step
   */
  public KillSearch(Selftest selftest, List<Case> cases, Set<Defect> broad, Consumer<String> told) {
    this.selftest = selftest;
    this.cases = List.copyOf(cases);
    this.broad = Set.copyOf(broad);
    this.told = told;
  }

  /** Adds to {@code known} what it takes that each case and each defect has its kill. */
  public List<Kill> complete(Collection<Kill> known) throws TargetException, InterruptedException {
    kills.addAll(known);
    known.forEach(kill -> played.add(kill.trial()));
    step("cases that cite the rule", KillSearch::citesRule, Defect.forSuites());
    step("cases that cite the section", KillSearch::citesSection, Defect.forSuites());
    Map<String, Set<Defect>> folders = folders();
    step(
        "cases of the same folder",
        (defect, one) -> folders.getOrDefault(one.id().folder(), Set.of()).contains(defect),
        Defect.forSuites());
    List<Defect> all = List.copyOf(Defect.forSuites());
    for (int from = 0; from < all.size(); from += BATCH) {
      step(
          "all cases left, defects from " + from,
          (defect, one) -> true,
          all.subList(from, Math.min(all.size(), from + BATCH)));
    }
    olderProfiles();
    takeWeak();
    patiently();
    return new Reduction(broad).of(kills);
  }

  /** Whether {@code one} cites the rule that {@code defect} breaks. */
  static boolean citesRule(Defect defect, Case one) {
    return new Kill(Trial.of(defect, one), Outcome.VIOLATES).citesTheRule();
  }

  /** Whether {@code one} cites a rule of the section whose rule {@code defect} breaks. */
  static boolean citesSection(Defect defect, Case one) {
    return one.citations().stream()
        .flatMap(citation -> citation.rule().stream())
        .anyMatch(rule -> section(rule.id()).equals(section(defect.rule())));
  }

  /** {@code RFC821-4.1.1} of {@code RFC821-4.1.1-SEQ-05}. */
  private static String section(String rule) {
    int end = rule.indexOf('-', rule.indexOf('-') + 1);
    return end < 0 ? rule : rule.substring(0, end);
  }

  /** The defects for which some case of a folder has failed. */
  private Map<String, Set<Defect>> folders() {
    return kills.stream()
        .collect(
            Collectors.groupingBy(
                kill -> kill.trial().one().id().folder(),
                Collectors.mapping(Kill::defect, Collectors.toSet())));
  }

  private void step(String name, BiPredicate<Defect, Case> fits, Collection<Defect> candidates)
      throws TargetException, InterruptedException {
    Set<Case> unfailed = unfailed();
    Set<Defect> uncaught = uncaught();
    var trials = new ArrayList<Trial>();
    for (Defect defect : candidates) {
      for (Case one : cases) {
        boolean wanted =
            uncaught.contains(defect)
                || (unfailed.contains(one) && (!broad.contains(defect) || citesRule(defect, one)));
        if (wanted && fits.test(defect, one) && played.add(Trial.of(defect, one))) {
          trials.add(Trial.of(defect, one));
        }
      }
    }
    play(name, trials, Selftest.SHORT);
  }

  /** What RFC 5321 allows may break RFC 821. */
  private void olderProfiles() throws TargetException, InterruptedException {
    Set<Case> unfailed = unfailed();
    Set<Defect> uncaught = uncaught();
    var trials = new ArrayList<Trial>();
    for (Defect defect : Defect.forSuites()) {
      for (Case one : cases) {
        if ((uncaught.contains(defect) || unfailed.contains(one)) && citesSection(defect, one)) {
          Arrays.stream(Profile.values())
              .filter(profile -> one.isInForce(profile) && profile != Trial.latest(one))
              .forEach(profile -> trials.add(Trial.of(defect, one).under(profile)));
        }
      }
    }
    play("older profiles", trials, Selftest.SHORT);
  }

  /** What the short limits left open. */
  private void patiently() throws TargetException, InterruptedException {
    Set<Case> unfailed = unfailed();
    Set<Defect> uncaught = uncaught();
    var trials = new ArrayList<Trial>();
    for (Defect defect : Defect.forSuites()) {
      cases.stream()
          .filter(one -> uncaught.contains(defect) || unfailed.contains(one))
          .filter(one -> citesRule(defect, one))
          .forEach(one -> trials.add(Trial.of(defect, one)));
    }
    play("with patience", trials, Selftest.PATIENT);
  }

  private void play(String name, List<Trial> trials, Limits limits)
      throws TargetException, InterruptedException {
    told.accept(
        "%s: %d plays; %d cases and %d defects left"
            .formatted(name, trials.size(), unfailed().size(), uncaught().size()));
    selftest
        .play(trials, limits)
        .forEach(
            (trial, outcome) -> {
              if (outcome == Outcome.VIOLATES) {
                kills.add(new Kill(trial, outcome));
              } else if (outcome == Outcome.TOLERATED) {
                weak.add(new Kill(trial, outcome));
              }
            });
  }

  /** A defect that is tolerated where the sound server conforms is seen under --strict. */
  private void takeWeak() throws TargetException, InterruptedException {
    Set<Case> unfailed = unfailed();
    Set<Defect> uncaught = uncaught();
    weak.removeIf(
        kill ->
            !uncaught.contains(kill.defect())
                && (!unfailed.contains(kill.trial().one()) || !kill.proves(broad)));
    Map<Trial, Outcome> sound =
        selftest.play(
            weak.stream().map(kill -> kill.trial().sound()).distinct().toList(), Selftest.SHORT);
    weak.stream()
        .filter(kill -> !Prover.UNTELLING.contains(sound.get(kill.trial().sound())))
        .forEach(kills::add);
  }

  private Set<Case> unfailed() {
    return Proof.unfailing(cases, kills, broad);
  }

  private Set<Defect> uncaught() {
    return Proof.survivors(kills);
  }
}
