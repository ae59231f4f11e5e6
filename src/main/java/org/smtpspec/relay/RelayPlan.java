package org.smtpspec.relay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.smtpspec.dialogue.Limits;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

/**
 * What is to be probed.
 *
 * @param targets specifications of targets
 * @param options what the command line says about them
 * @param given the policy that the user gave; without one each target has a ready one
 * @param ready the ready policies by name
 * @param inside the name of that of a server that relays for its own network
 * @param limits how long to wait
 */
public record RelayPlan(
    List<String> targets,
    TargetOptions options,
    Optional<Policy> given,
    Map<String, Policy> ready,
    String inside,
    Limits limits) {
  /** The ready policy of a server that relays for its own network. */
  public static final String INSIDE = "smart-host";

  /** The same with the cells of all settings' policies, so that they can be compared. */
  public static final String WITHOUT_SETTING = "settings/inside";

  /** The ready policy of a server that relays for nobody. */
  public static final String CLOSED = "closed";

  /** Copies the collections. */
  public RelayPlan {
    targets = List.copyOf(targets);
    ready = Map.copyOf(ready);
  }

  /**
   * The policy that {@code target} has to keep.
   *
   * @throws TargetException when it names one that is not there
   */
  Policy policy(Target target) throws TargetException {
    if (given.isPresent()) {
      return given.get();
    }
    String name = target.policy().orElse(target.nextHop().isPresent() ? inside : CLOSED);
    if (!ready.containsKey(name)) {
      throw TargetException.failure(
          "its policy '" + name + "' is not in suites/relay/", List.of(), null);
    }
    return ready.get(name);
  }

  /** The most cells that a target can have. */
  public int most() {
    return Stream.concat(given.stream(), ready.values().stream())
        .limit(given.isPresent() ? 1 : Long.MAX_VALUE)
        .mapToInt(each -> each.cells().size())
        .max()
        .orElse(0);
  }
}
