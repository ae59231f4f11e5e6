package org.smtpspec.fuzz;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a campaign is to do.
 *
 * @param tries how many sequences, over all shards
 * @param time how long at most
 * @param seed of all that is random
 * @param jobs how many sessions at once
 * @param shard which of {@code shards} this is, from 1
 * @param properties what is judged
 * @param guard how long a reply may take
 */
public record CampaignPlan(
    long tries,
    Optional<Duration> time,
    long seed,
    int jobs,
    int shard,
    int shards,
    Set<Property> properties,
    Duration guard) {
  /** Copies the set. */
  public CampaignPlan {
    properties = Set.copyOf(properties);
  }

  /** The same without end but for {@code limit}. */
  CampaignPlan lasting(Duration limit) {
    return new CampaignPlan(
        Long.MAX_VALUE, Optional.of(limit), seed, jobs, shard, shards, properties, guard);
  }

  /** The number of the first sequence in the so-manieth block of {@code size} of this shard. */
  long first(long block, int size) {
    return (block * shards + shard - 1) * size;
  }
}
