package org.smtpspec.relay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetOptions;

/**
 * What is to be probed.
 *
 * @param targets specifications of targets
 * @param options what the command line says about them
 * @param given the policy that the user gave; without one each target has a ready one
 * @param ready the ready policies by name
 * @param limits how long to wait
 */
public record RelayPlan(
    List<String> targets,
    TargetOptions options,
    Optional<Policy> given,
    Map<String, Policy> ready,
    Limits limits) {
  /** The ready policy of a server that relays for its own network. */
  public static final String INSIDE = "smart-host";

  /** The ready policy of any other. */
  public static final String CLOSED = "closed";

  /** Copies the collections. */
  public RelayPlan {
    targets = List.copyOf(targets);
    ready = Map.copyOf(ready);
  }

  /** The policy that {@code target} has to keep. */
  Policy policy(Target target) {
    return given.orElseGet(() -> ready.get(target.nextHop().isPresent() ? INSIDE : CLOSED));
  }

  /** The most cells that a target can have. */
  public int most() {
    return given
        .map(policy -> policy.cells().size())
        .orElseGet(
            () -> ready.values().stream().mapToInt(each -> each.cells().size()).max().orElse(0));
  }
}
