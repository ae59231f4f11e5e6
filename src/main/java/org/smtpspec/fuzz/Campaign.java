package org.smtpspec.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.smtpspec.target.Target;

/**
 * Plays sequence after sequence on one target, and keeps what breaks a rule. Work is done in blocks
 * of sequences: a block whose mail is looked at waits once for all of it.
 */
public final class Campaign {
  static final int BLOCK = 32;

  /** Of so many blocks the mail of one is looked at. */
  static final int LOOKED_AT = 4;

  /** Of so many sequences one is played in other segments too. */
  static final int RECUT = 16;

  /** So many mutants has a sequence that has shown something new. */
  private static final int MUTANTS = 3;

  /** So many sequences of each session are suspected when a server dies. */
  private static final int SUSPECTS = 2;

  private final CampaignPlan plan;
  private final Trial trial;
  private final Pace pace;
  private final Sequences sequences;
  private final Coverage coverage = new Coverage();
  private final Corpus corpus = new Corpus();
  private final Catch caught;
  private final Tally tally = new Tally();
  private final AtomicLong next = new AtomicLong();
  private final ConcurrentSkipListSet<Long> underWay = new ConcurrentSkipListSet<>();
  private final Deque<Lives.Suspect> suspects = new ArrayDeque<>();
  private final Recent recent = new Recent();
  private final Set<Long> leftOut = ConcurrentHashMap.newKeySet();
  private volatile boolean dead;
  private final Set<Long> ahead = new TreeSet<>();
  private Roll roll = Roll.EMPTY;
  private final long began = System.nanoTime();

  /** A campaign on {@code target}. */
  public Campaign(Target target, CampaignPlan plan) {
    this(target, plan, trial -> new Catch(trial, plan.time()));
  }

  private Campaign(Target target, CampaignPlan plan, Function<Trial, Catch> catching) {
    this.plan = plan;
    this.trial = new Trial(target, plan.guard());
    this.pace = new Pace(target.pace());
    Offers offers = Offers.of(target.address(), plan.guard());
    this.sequences = new Sequences(plan.seed(), trial.terms(), offers);
    this.caught = catching.apply(trial);
  }

  /** A campaign that keeps its findings as they are: it is to be measured. */
  static Campaign unshrunk(Target target, CampaignPlan plan) {
    return new Campaign(target, plan, Catch::unshrunk);
  }

  /** How far it is. */
  public Tally tally() {
    return tally;
  }

  /** Seconds since it began. */
  public double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Goes on where an earlier campaign of the same plan was. */
  void resume(Checkpoint checkpoint) {
    next.set(checkpoint.nextBlock());
    ahead.addAll(checkpoint.ahead());
    roll = checkpoint.roll();
    corpus.add(checkpoint.corpus());
    coverage.add(checkpoint.cells());
    checkpoint.findings().forEach(caught::take);
    tally.sequences.set(checkpoint.sequences());
    tally.throttled.set(checkpoint.throttled());
    tell();
  }

  /** What a later campaign needs to go on from here. */
  synchronized Checkpoint checkpoint() {
    long first = underWay.isEmpty() ? next.get() : underWay.first();
    return new Checkpoint(
        first,
        new TreeSet<>(ahead).tailSet(first),
        tally.sequences.get(),
        tally.throttled.get(),
        roll,
        coverage.counts(),
        corpus.all(),
        caught.all());
  }

  /** Plays until the tries or the time are used up. */
  Outcome run() throws InterruptedException {
    trial.acquaint();
    ExecutorService workers = Executors.newFixedThreadPool(plan.jobs());
    try {
      var running = new ArrayList<Future<?>>();
      for (int i = 0; i < plan.jobs(); i++) {
        running.add(workers.submit(this::work));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("the campaign broke off: " + e.getCause(), e.getCause());
    } finally {
      workers.shutdownNow();
    }
    return outcome();
  }

  /** What has come of it so far. */
  synchronized Outcome outcome() {
    List<Finding> findings = caught.all();
    tally.findings.set(findings.size());
    return new Outcome(findings, coverage, corpus, roll);
  }

  private void work() {
    Optional<Long> block = claim();
    while (block.isPresent() && !Thread.currentThread().isInterrupted()) {
      Optional<Roll> played = play(block.get());
      if (played.isPresent()) {
        done(block.get(), played.get());
      }
      block = claim();
    }
  }

  private synchronized void done(long block, Roll played) {
    roll = roll.and(played);
    underWay.remove(block);
    ahead.add(block);
    ahead.removeIf(one -> one < (underWay.isEmpty() ? next.get() : underWay.first()));
  }

  private synchronized Optional<Long> claim() {
    while (ahead.remove(next.get())) {
      next.incrementAndGet();
    }
    if (dead || isLate() || plan.first(next.get(), BLOCK) >= plan.tries()) {
      return Optional.empty();
    }
    underWay.add(next.get());
    return Optional.of(next.getAndIncrement());
  }

  private boolean isLate() {
    return plan.time().map(time -> seconds() > time.toMillis() / 1e3).orElse(false);
  }

  /** What was played, when it was played to its end. */
  private Optional<Roll> play(long block) {
    Roll played = Roll.EMPTY;
    boolean looks = block % LOOKED_AT == 0 && trial.deliveries().isVisible();
    boolean judges = looks && plan.properties().contains(Property.MAIL);
    var plays = new ArrayList<Played>();
    for (long i = plan.first(block, BLOCK);
        i < Math.min(plan.first(block, BLOCK) + BLOCK, plan.tries());
        i++) {
      Sequence sequence = sequences.number(i);
      if (leftOut.contains(i)) {
        played = played.and(Roll.of(i, sequence));
        plays.add(Played.NOT);
        continue;
      }
      Played one = play(sequence, i, judges);
      plays.add(judges ? one : Played.NOT);
      played = played.and(Roll.of(i, sequence));
      if (i % RECUT == 0 && one.certain() && plan.properties().contains(Property.SEGMENTS)) {
        playInPieces(i);
      }
      if (isLate() || dead) {
        return Optional.empty();
      }
    }
    if (looks) {
      lookAtMail(plan.first(block, BLOCK), plays);
    }
    return Optional.of(played);
  }

  private void playInPieces(long index) {
    Sequence cut = Segments.cut(sequences.number(index), new Random(plan.seed() + index));
    new Segments(this::replay).judge(cut).ifPresent(breach -> take(breach, cut, index));
  }

  private Played replay(Sequence sequence) {
    pace.await();
    Played played = trial.play(sequence);
    tally.exchanges.addAndGet(played.replies());
    return played;
  }

  private Played play(Sequence sequence, long index, boolean looks) {
    Played played = count(sequence, index, looks);
    if (isNews(sequence, played)) {
      for (int i = 1; i <= MUTANTS; i++) {
        var random = new Random(plan.seed() * 31 + index * MUTANTS + i);
        Sequence mutant = Mutation.of(sequence, sequences.number(index + i), random);
        isNews(mutant, count(mutant, index, false));
      }
    }
    tell();
    return played;
  }

  /** Whether something showed that had not before; such a sequence is kept. */
  private boolean isNews(Sequence sequence, Played played) {
    boolean news = coverage.add(played);
    if (news) {
      corpus.keep(sequence, played);
    }
    return news;
  }

  private Played count(Sequence sequence, long index, boolean looks) {
    pace.await();
    Played played = looks ? trial.playForMail(sequence) : trial.play(sequence);
    trial
        .deliveries()
        .root(played)
        .ifPresent(root -> recent.keep(root, index, sequence, played.authenticated()));
    tally.sequences.incrementAndGet();
    tally.exchanges.addAndGet(played.replies());
    boolean putOff = played.isPutOff();
    if (played.throttled() || putOff) {
      tally.throttled.incrementAndGet();
    }
    boolean away = played.exchanges().size() == (played.throttled() ? 1 : 0);
    if (away) {
      pace.turnedAway();
      dead = dead || (!played.throttled() && !trial.answers());
    } else {
      if (putOff) {
        pace.turnedAway();
      } else {
        pace.taken();
      }
      suspect(sequence, index);
    }
    tally.rest.set(pace.rest().toMillis());
    // A connection that fails by itself says nothing: the next one did not.
    played
        .breach()
        .filter(breach -> breach.rule() != Rule.FRESH_SESSION && !dead)
        .ifPresent(breach -> take(breach, sequence, index));
    return played;
  }

  private void lookAtMail(long first, List<Played> plays) {
    if (plan.properties().contains(Property.MAIL)) {
      Map<Integer, Breach> breaches = trial.deliveries().judge(plays);
      breaches.forEach((i, breach) -> take(breach, sequences.number(first + i), first + i));
    } else {
      trial.deliveries().discard();
    }
    if (plan.properties().contains(Property.RELAY)) {
      for (String word : trial.deliveries().relayed()) {
        recent
            .take(word)
            .ifPresent(play -> take(Deliveries.RELAYED, play.sequence(), play.index()));
      }
    }
  }

  private void take(Breach breach, Sequence sequence, long index) {
    if (plan.properties().contains(breach.rule().property())) {
      caught.take(breach, sequence, index);
      tell();
    }
  }

  private void tell() {
    tally.cells.set(coverage.size());
    tally.findings.set(caught.size());
  }

  /** Whether the server has died under it. */
  boolean isDead() {
    return dead;
  }

  private void suspect(Sequence sequence, long index) {
    synchronized (suspects) {
      suspects.addFirst(new Lives.Suspect(index, sequence));
      if (suspects.size() > SUSPECTS * plan.jobs()) {
        suspects.removeLast();
      }
    }
  }

  /** What was played last before the server died, the latest first. */
  List<Lives.Suspect> suspects() {
    synchronized (suspects) {
      return List.copyOf(suspects);
    }
  }

  /** What is left out. */
  Set<Long> leftOut() {
    return Set.copyOf(leftOut);
  }

  /** Leaves sequences out that have killed the server. */
  void leaveOut(Collection<Long> numbers) {
    leftOut.addAll(numbers);
  }

  /** Plays a finding until it shows, or as often as it was asked for. */
  Played play(Finding finding) {
    if (finding.breach().rule() == Rule.FRESH_SESSION) {
      return trial.play(finding.sequence().withoutLast());
    }
    Played played = trial.play(finding.sequence(), finding.breach());
    for (int i = 1; i < finding.asked() && !shows(finding, played); i++) {
      played = trial.play(finding.sequence(), finding.breach());
    }
    return played;
  }

  private static boolean shows(Finding finding, Played played) {
    return played.breach().filter(finding.breach()::resembles).isPresent();
  }

  /**
   * What came of it.
   *
   * @param findings each once
   */
  record Outcome(List<Finding> findings, Coverage coverage, Corpus corpus, Roll roll) {
    /** Copies the list. */
    Outcome {
      findings = List.copyOf(findings);
    }

    /** The first finding in which {@code rule} is broken. */
    Optional<Finding> of(Rule rule) {
      return findings.stream().filter(one -> one.breach().rule() == rule).findFirst();
    }
  }
}
