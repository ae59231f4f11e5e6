package org.smtpspec.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.smtpspec.target.Target;

/**
 * How fast a campaign is on a server, beside a plain client on the same server in the same run. The
 * plain client is measured before the campaign and behind it, since machines are not as fast at all
 * times.
 */
public final class Benchmark {
  /** Both run for such a part of the time before they are measured. */
  private static final int WARMING = 4;

  /** So many times it is waited for mail, ten seconds each, before a slow server is let be. */
  private static final int LOOKS = 12;

  private final Target target;
  private final CampaignPlan plan;
  private final Duration time;

  /** Each of both for {@code time}. */
  public Benchmark(Target target, CampaignPlan plan, Duration time) {
    this.target = target;
    this.plan = plan;
    this.time = time;
  }

  /**
   * Measures; the figures in words.
   *
   * @throws IOException when the server does not talk to the plain client
   */
  public List<String> run() throws IOException, InterruptedException {
    Duration warming = time.dividedBy(WARMING);
    plain(warming);
    double before = plain(time.dividedBy(2));
    settle();
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    var campaign = Campaign.unshrunk(target, plan.lasting(time.plus(warming)));
    Tally tally = campaign.tally();
    ExecutorService runner = Executors.newSingleThreadExecutor();
    try {
      Future<Campaign.Outcome> run = runner.submit(campaign::run);
      Thread.sleep(warming.toMillis());
      long began = System.nanoTime();
      long exchanges = tally.exchanges.get();
      long sequences = tally.sequences.get();
      Thread.sleep(time.toMillis());
      double seconds = (System.nanoTime() - began) / 1e9;
      double exchangeRate = (tally.exchanges.get() - exchanges) / seconds;
      double sequenceRate = (tally.sequences.get() - sequences) / seconds;
      int findings = run.get().findings().size();
      long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      double behind = plain(time.dividedBy(2));
      return figures((before + behind) / 2, exchangeRate, sequenceRate, findings, peak);
    } catch (ExecutionException e) {
      throw new IllegalStateException("the campaign broke off: " + e.getCause(), e.getCause());
    } finally {
      runner.shutdownNow();
    }
  }

  /** Lets the server deliver what the plain client has left it, for two minutes at most. */
  private void settle() {
    Deliveries deliveries = new Trial(target, plan.guard()).deliveries();
    boolean settled = !deliveries.isVisible();
    for (int i = 0; i < LOOKS && !settled; i++) {
      settled = deliveries.hasSettled();
    }
  }

  /** Exchanges a second of the plain client over {@code time}. */
  private double plain(Duration time) throws IOException, InterruptedException {
    String mailbox = target.facts().getOrDefault("mailbox", "postmaster");
    return new Yardstick(target.address(), mailbox).measure(time, plan.jobs());
  }

  private List<String> figures(
      double plain, double exchanges, double sequences, int findings, long peak) {
    return List.of(
        "yardstick: %.0f exchanges/s on %d connections".formatted(plain, plan.jobs()),
        "fuzz:      %.0f exchanges/s, %.0f sequences/s, %d findings"
            .formatted(exchanges, sequences, findings),
        "ratio:     %.0f%%; peak heap %d MiB".formatted(100 * exchanges / plain, peak >> 20));
  }
}
