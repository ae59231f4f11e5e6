package org.smtpspec.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.smtpspec.target.Target;

/** Plays sequence after sequence on one target, and keeps what breaks a rule. */
public final class Campaign {
  /** More distinct findings than this are kept as they are: a server that fails everywhere. */
  private static final int SHRUNK = 40;

  private static final Duration BACK_OFF = Duration.ofMillis(200);

  private final Target target;
  private final CampaignPlan plan;
  private final Terms terms;
  private final Sequences sequences;
  private final Coverage coverage = new Coverage();
  private final Map<String, Finding> findings = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();
  private final Tally tally = new Tally();
  private final AtomicLong next = new AtomicLong();
  private final long began = System.nanoTime();

  /** A campaign on {@code target}. */
  public Campaign(Target target, CampaignPlan plan) {
    this.target = target;
    this.plan = plan;
    this.terms = Terms.of(target.facts());
    this.sequences = new Sequences(plan.seed(), terms);
  }

  /** How far it is. */
  public Tally tally() {
    return tally;
  }

  /** Seconds since it began. */
  public double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** Plays until the tries or the time are used up. */
  public Outcome run() throws InterruptedException {
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
    return new Outcome(merged(), coverage);
  }

  private void work() {
    long index = claim();
    while (index < plan.tries() && !isLate() && !Thread.currentThread().isInterrupted()) {
      tryOne(index);
      index = claim();
    }
  }

  /** The next number of this shard. */
  private long claim() {
    return next.getAndIncrement() * plan.shards() + plan.shard() - 1;
  }

  private boolean isLate() {
    return plan.time().map(time -> seconds() > time.toMillis() / 1e3).orElse(false);
  }

  private void tryOne(long index) {
    Sequence sequence = sequences.number(index);
    Played played = play(sequence);
    tally.sequences.incrementAndGet();
    tally.exchanges.addAndGet(played.exchanges().size());
    if (coverage.add(played)) {
      tally.cells.set(coverage.size());
    }
    if (played.throttled()) {
      tally.throttled.incrementAndGet();
      if (played.exchanges().size() == 1) {
        rest();
      }
    }
    played
        .breach()
        .filter(breach -> plan.properties().contains(breach.rule().property()))
        .ifPresent(breach -> found(breach, sequence, index));
  }

  private static void rest() {
    try {
      Thread.sleep(BACK_OFF.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Plays a finding until it shows, or as often as it was asked for. */
  Played play(Finding finding) {
    Played played = play(finding.sequence());
    for (int i = 1; i < finding.asked() && !shows(finding, played); i++) {
      played = play(finding.sequence());
    }
    return played;
  }

  private static boolean shows(Finding finding, Played played) {
    return played.breach().filter(finding.breach()::resembles).isPresent();
  }

  Played play(Sequence sequence) {
    InetSocketAddress address = target.address();
    return Conversation.play(sequence, address, terms, plan.guard());
  }

  private void found(Breach breach, Sequence sequence, long index) {
    var count = new AtomicLong();
    AtomicLong earlier = counts.putIfAbsent(breach.key(), count);
    (earlier == null ? count : earlier).incrementAndGet();
    if (earlier == null) {
      Finding finding =
          counts.size() > SHRUNK
              ? new Finding(breach, sequence, index, 1, 1, 1)
              : new Shrinker(one -> play(one).breach()).shrink(breach, sequence, index);
      findings.put(breach.key(), finding);
      tally.findings.set(findings.size());
    }
  }

  /** Findings that came out the same when they were small are one. */
  private List<Finding> merged() {
    var merged = new LinkedHashMap<String, Finding>();
    findings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              Finding finding = entry.getValue().and(counts.get(entry.getKey()).get() - 1);
              merged.merge(
                  finding.breach().key(),
                  finding,
                  (one, other) ->
                      (one.sequence().octets().length() <= other.sequence().octets().length()
                          ? one.and(other.count())
                          : other.and(one.count())));
            });
    return List.copyOf(merged.values());
  }

  /**
   * What came of it.
   *
   * @param findings each once
   */
  record Outcome(List<Finding> findings, Coverage coverage) {
    /** Copies the list. */
    Outcome {
      findings = List.copyOf(findings);
    }

    /** The finding in which a rule of that name is broken. */
    Optional<Finding> of(Rule rule) {
      return findings.stream().filter(one -> one.breach().rule() == rule).findFirst();
    }
  }
}
