package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The containers and networks on the engine that bear our label, whatever run made them.
 *
 * @param client of the engine
 */
record Remains(DockerClient client) {
  private static final List<String> OURS = List.of(Labels.RUN);

  /** Whether {@code labels} say that the process which made it has ended. */
  static boolean isLeft(Map<String, String> labels) {
    return Optional.ofNullable(labels.get(Labels.PROCESS))
        .flatMap(Owner::parse)
        .filter(owner -> !owner.mayRun())
        .isPresent();
  }

  /** Whether {@code labels} say that it stays up for the target {@code spec}. */
  static Predicate<Map<String, String>> keptFor(String spec) {
    return labels -> spec.equals(labels.get(Labels.KEPT));
  }

  /** The containers whose labels are {@code wanted}. */
  List<Container> containers(Predicate<Map<String, String>> wanted) {
    return client.listContainersCmd().withShowAll(true).withLabelFilter(OURS).exec().stream()
        .filter(one -> wanted.test(labels(one.getLabels())))
        .toList();
  }

  /** Removes all whose labels are {@code wanted}; gives a line on each. */
  List<String> remove(Predicate<Map<String, String>> wanted) {
    List<Container> containers = containers(wanted);
    List<Network> networks =
        client.listNetworksCmd().withFilter("label", OURS).exec().stream()
            .filter(one -> wanted.test(labels(one.getLabels())))
            .toList();
    Leftovers.remove(containers.stream().map(Container::getId).toList());
    networks.forEach(one -> Leftovers.removeNetwork(one.getId()));
    var said = new ArrayList<String>();
    containers.forEach(
        one ->
            said.add(
                "removed container %s (%s)"
                    .formatted(one.getId().substring(0, 12), one.getImage())));
    networks.forEach(one -> said.add("removed network " + one.getName()));
    return said;
  }

  private static Map<String, String> labels(Map<String, String> labels) {
    return labels == null ? Map.of() : labels;
  }
}
