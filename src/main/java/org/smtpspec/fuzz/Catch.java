package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The findings of a campaign: each is made small when it is new, and counted. Thread-safe. */
final class Catch {
  /** More distinct findings than this are kept as they are: the server fails everywhere. */
  private static final int SHRUNK = 40;

  /** A campaign that has a time may take as long again to make its findings small, or this. */
  private static final Duration GRACE = Duration.ofSeconds(25);

  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final Trial trial;
  private final long deadline;
  private final Map<String, Finding> findings = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

  /**
   * For a campaign that begins now.
   *
   * @param time how long it may take
   */
  Catch(Trial trial, Optional<Duration> time) {
    this(trial, System.nanoTime() + time.map(Catch::withGrace).orElse(FOR_EVER));
  }

  private Catch(Trial trial, long deadline) {
    this.trial = trial;
    this.deadline = deadline;
  }

  /** One that keeps all findings as they are: the time to make them small is over. */
  static Catch unshrunk(Trial trial) {
    return new Catch(trial, System.nanoTime() - 1);
  }

  private static long withGrace(Duration time) {
    return time.plus(time.compareTo(GRACE) < 0 ? time : GRACE).toNanos();
  }

  /** Takes a breach that {@code sequence} has shown. */
  void take(Breach breach, Sequence sequence, long index) {
    var count = new AtomicLong();
    AtomicLong earlier = counts.putIfAbsent(breach.key(), count);
    (earlier == null ? count : earlier).incrementAndGet();
    if (earlier == null) {
      var whole = new Finding(breach, sequence, index, 1, 1, 1);
      Finding finding =
          (counts.size() > SHRUNK && !breach.isSilence()) || System.nanoTime() - deadline > 0
              ? whole
              : small(whole);
      // Of a reply that came late once nothing can be said: RFC 5321 section 4.5.3.2 gives minutes.
      if (finding.shown() > 0 || !breach.isSilence()) {
        findings.put(breach.key(), finding);
      }
    }
  }

  /** A silence that was made small has to last as long as the guard all the same. */
  private Finding small(Finding whole) {
    Breach breach = whole.breach();
    Finding finding =
        new Shrinker(one -> trial.tryOut(one, breach).breach(), deadline)
            .shrink(breach, whole.sequence(), whole.index());
    if (!breach.isSilence() || (finding.shown() > 0 && shows(finding.sequence(), breach))) {
      return finding;
    }
    int shown = shows(whole.sequence(), breach) ? 1 : 0;
    return new Finding(breach, whole.sequence(), whole.index(), shown, 1, 1);
  }

  private boolean shows(Sequence sequence, Breach breach) {
    return trial.play(sequence, breach).breach().filter(breach::resembles).isPresent();
  }

  /** Takes a finding of an earlier campaign. */
  void take(Finding finding) {
    String key = finding.breach().key();
    findings.putIfAbsent(key, finding);
    counts.computeIfAbsent(key, any -> new AtomicLong()).addAndGet(finding.count());
  }

  int size() {
    return findings.size();
  }

  /** Findings that came out the same when they were small are one. */
  List<Finding> all() {
    var merged = new LinkedHashMap<String, Finding>();
    findings.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            entry -> {
              Finding finding = entry.getValue();
              long more = counts.get(entry.getKey()).get() - finding.count();
              merged.merge(finding.breach().key(), finding.and(more), Catch::smaller);
            });
    return List.copyOf(merged.values());
  }

  private static Finding smaller(Finding one, Finding other) {
    boolean first = one.sequence().octets().length() <= other.sequence().octets().length();
    return first ? one.and(other.count()) : other.and(one.count());
  }
}
