package org.smtpspec.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.time.Duration;
import java.util.List;
import org.smtpspec.target.Target;

/** How fast a campaign is on a server, beside a plain client on the same server in the same run. */
public final class Benchmark {
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
    String mailbox = target.facts().getOrDefault("mailbox", "postmaster");
    var warm = new Yardstick(target.address(), mailbox);
    warm.measure(time.dividedBy(4), plan.jobs());
    double plain = new Yardstick(target.address(), mailbox).measure(time, plan.jobs());
    List<MemoryPoolMXBean> heap =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .toList();
    heap.forEach(MemoryPoolMXBean::resetPeakUsage);
    var campaign = Campaign.unshrunk(target, plan.lasting(time));
    Campaign.Outcome outcome = campaign.run();
    double seconds = campaign.seconds();
    double exchanges = campaign.tally().exchanges.get() / seconds;
    long peak = heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    return List.of(
        "yardstick: %.0f exchanges/s on %d connections".formatted(plain, plan.jobs()),
        "fuzz:      %.0f exchanges/s, %.0f sequences/s, %d findings"
            .formatted(
                exchanges, campaign.tally().sequences.get() / seconds, outcome.findings().size()),
        "ratio:     %.0f%%; peak heap %d MiB".formatted(100 * exchanges / plain, peak >> 20));
  }
}
