package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Network.Ipam;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/**
 * The bridge network that carries one lab. Its own addresses, a small subnet of 10.0.0.0/8, serve
 * only to publish ports.
 */
final class Carrier {
  private static final int TRIES = 20;
  private static final int HOSTS_BITS = 4;

  private Carrier() {}

  /** The id of a new one. */
  static String create(DockerClient client, Map<String, String> labels, Random random) {
    for (int tries = 1; ; tries++) {
      try {
        return create(client, labels, subnet(random.nextInt()));
      } catch (DockerException e) {
        if (tries == TRIES || !String.valueOf(e.getMessage()).contains("Pool overlaps")) {
          throw e;
        }
      }
    }
  }

  private static String create(DockerClient client, Map<String, String> labels, String subnet) {
    return Leftovers.network(
        () ->
            client
                .createNetworkCmd()
                .withName("smtpspec-" + UUID.randomUUID())
                .withDriver("bridge")
                .withIpam(new Ipam().withConfig(new Ipam.Config().withSubnet(subnet)))
                // Nothing leaves it under the address of the machine.
                .withOptions(Map.of("com.docker.network.bridge.enable_ip_masquerade", "false"))
                .withLabels(labels)
                .exec()
                .getId());
  }

  /** The subnet of sixteen addresses that {@code number} stands for. */
  static String subnet(int number) {
    int bits = (number >>> 8 >>> HOSTS_BITS) << HOSTS_BITS;
    return "10.%d.%d.%d/%d".formatted(bits >>> 16, bits >>> 8 & 0xFF, bits & 0xFF, 32 - HOSTS_BITS);
  }
}
