package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Writes checkpoints of a campaign: after a second, then after twice as long each time, and each
 * minute at last.
 */
final class CheckpointKeeper implements AutoCloseable {
  private static final long LONGEST = 60;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final Campaign campaign;
  private final CampaignPlan plan;
  private final Path file;

  CheckpointKeeper(Campaign campaign, CampaignPlan plan, Path file) {
    this.campaign = campaign;
    this.plan = plan;
    this.file = file;
  }

  /** Begins to keep. */
  CheckpointKeeper start() {
    keepAfter(1);
    return this;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // A checkpoint that fails is tried again.
  private void keepAfter(long seconds) {
    try {
      clock.schedule(
          () -> {
            keep();
            keepAfter(Math.min(LONGEST, 2 * seconds));
          },
          seconds,
          TimeUnit.SECONDS);
    } catch (RejectedExecutionException e) {
      // The campaign is over.
    }
  }

  private void keep() {
    try {
      campaign.checkpoint().write(file, plan);
    } catch (IOException e) {
      // The disk may have room again in a minute; the campaign matters more.
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
    try {
      // One that is being written comes to its end, so that it can be removed.
      if (!clock.awaitTermination(LONGEST, TimeUnit.SECONDS)) {
        throw new IllegalStateException("a checkpoint is written without end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
