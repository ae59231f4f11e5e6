package org.smtpspec.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes a checkpoint of a campaign each minute, the first after ten seconds. */
final class CheckpointKeeper implements AutoCloseable {
  private static final long FIRST = 10;
  private static final long EVERY = 60;

  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  @SuppressWarnings("FutureReturnValueIgnored") // A checkpoint that fails is tried again.
  CheckpointKeeper(Campaign campaign, CampaignPlan plan, Path file) {
    clock.scheduleWithFixedDelay(() -> keep(campaign, plan, file), FIRST, EVERY, TimeUnit.SECONDS);
  }

  private static void keep(Campaign campaign, CampaignPlan plan, Path file) {
    try {
      campaign.checkpoint().write(file, plan);
    } catch (IOException e) {
      // The disk may have room again in a minute; the campaign matters more.
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
