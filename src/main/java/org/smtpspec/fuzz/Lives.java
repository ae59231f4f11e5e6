package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;

/**
 * A campaign over as many lives as the server has: one that no longer answers is started anew, what
 * killed it is looked for among what was played last, and the campaign goes on behind it. A server
 * has to go on whatever it is sent: RFC 5321 section 7.8.
 */
final class Lives implements AutoCloseable {
  /** A server that dies so often dies of anything. */
  private static final int MOST = 10;

  private static final int LOGGED = 5;

  /**
   * A process that dies is replaced, often; one that dies of its first session is not, for a while:
   * Postfix's {@code service_throttle_time}.
   */
  private static final int BLOWS = 2;

  private final Starter starter;
  private final CampaignPlan plan;
  private final Consumer<String> out;
  private Target target;
  private int deaths;
  private boolean over;

  /** Starts a target. */
  @FunctionalInterface
  interface Starter {
    /** Starts it. */
    Target start() throws TargetException;
  }

  /** Starts the first life; {@code out} is told of deaths. */
  Lives(Starter starter, CampaignPlan plan, Consumer<String> out) throws TargetException {
    this.starter = starter;
    this.plan = plan;
    this.out = out;
    this.target = starter.start();
  }

  /** The target as it lives now. */
  Target target() {
    return target;
  }

  /** How often it has died. */
  int deaths() {
    return deaths;
  }

  /** Whether the server has died for good: it cannot be started anew, or has died too often. */
  boolean isOver() {
    return over;
  }

  /** What follows {@code campaign}, whose server has died; it knows of the death. */
  Campaign after(Campaign campaign) throws TargetException {
    out.accept(
        "%s does not answer any more%s; it is started anew"
            .formatted(target.id(), target.trouble().map(why -> " (" + why + ")").orElse("")));
    List<String> log = target.log();
    log.subList(Math.max(0, log.size() - LOGGED), log.size()).forEach(out);
    restart();
    deaths++;
    over = deaths >= MOST || !new Trial(target, plan.guard()).answers();
    List<Suspect> suspects = campaign.suspects();
    if (over) {
      out.accept(target.id() + " stays dead, or dies of anything: that is enough");
    }
    Checkpoint checkpoint = campaign.checkpoint();
    var findings = new ArrayList<>(checkpoint.findings());
    Optional<Finding> known = findings.stream().filter(one -> explains(one, suspects)).findFirst();
    findings.add(
        known.isPresent()
            ? known.get().and(1 - known.get().count())
            : finding(over ? List.of() : suspects, suspects));
    var next = new Campaign(target, plan);
    next.resume(checkpoint.with(findings));
    next.leaveOut(campaign.leftOut());
    next.leaveOut(suspects.stream().map(Suspect::index).toList());
    return next;
  }

  /** Whether all that kills by {@code death} stands in one of {@code suspects}, too. */
  private static boolean explains(Finding death, List<Suspect> suspects) {
    return death.breach().rule() == Rule.FRESH_SESSION
        && death.shown() > 0
        && suspects.stream()
            .map(suspect -> suspect.sequence().octets().text())
            .anyMatch(
                text ->
                    death.sequence().moves().stream()
                        .allMatch(move -> text.contains(move.octets().text().stripTrailing())));
  }

  private void restart() throws TargetException {
    target.close();
    target = starter.start();
  }

  /** What one of {@code living} shows again; else what was played last, as it is. */
  private Finding finding(List<Suspect> living, List<Suspect> suspects) throws TargetException {
    for (Suspect suspect : living) {
      Optional<Breach> breach = killedBy(suspect.sequence());
      if (breach.isPresent()) {
        return named(
            new Shrinker(this::again).shrink(breach.get(), suspect.sequence(), suspect.index()));
      }
    }
    Suspect last = suspects.isEmpty() ? new Suspect(0, new Sequence(List.of())) : suspects.get(0);
    return new Finding(breach(Verb.CONNECT), last.sequence(), last.index(), 0, living.size(), 1);
  }

  private Optional<Breach> again(Sequence sequence) {
    try {
      return killedBy(sequence);
    } catch (TargetException e) {
      return Optional.empty();
    }
  }

  /** The breach that {@code sequence} makes of a server that lives; it is then started anew. */
  private Optional<Breach> killedBy(Sequence sequence) throws TargetException {
    var trial = new Trial(target, plan.guard());
    for (int i = 0; i < BLOWS; i++) {
      trial.play(sequence);
    }
    if (trial.answersLater()) {
      return Optional.empty();
    }
    restart();
    return Optional.of(breach(Verb.CONNECT));
  }

  /** The finding by the last command of its small sequence, which tells one death from another. */
  private static Finding named(Finding finding) {
    List<Move> moves = finding.sequence().moves();
    String text = moves.get(moves.size() - 1).octets().text();
    return new Finding(
        breach(Verb.of(text.split("[ :\r\n]", 2)[0])),
        finding.sequence(),
        finding.index(),
        finding.shown(),
        finding.asked(),
        finding.count());
  }

  private static Breach breach(Verb verb) {
    return new Breach(Rule.FRESH_SESSION, State.OPENING, verb, Argument.NONE, "no session", "220");
  }

  @Override
  public void close() {
    target.close();
  }

  /** A sequence that was played shortly before the server died. */
  record Suspect(long index, Sequence sequence) {}
}
