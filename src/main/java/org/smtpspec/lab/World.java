package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All that is around a server: name server, sink, the ways in.
 *
 * @param part its container
 * @param ports on loopback, by those in the container
 */
record World(Part part, Map<Integer, Integer> ports) {
  /**
   * What it needs to hand connections on. All is on one wire, but nobody is to be told a shorter
   * way.
   */
  private static final Map<String, String> FORWARDING =
      Map.of(
          "net.ipv4.ip_forward", "1",
          "net.ipv4.conf.all.send_redirects", "0",
          "net.ipv4.conf.default.send_redirects", "0");

  /** Copies the map. */
  World {
    ports = Map.copyOf(ports);
  }

  /** How its container is made, in {@code network}, around the server of {@code recipe}. */
  static Consumer<CreateContainerCmd> about(String network, Recipe recipe) {
    var exposed = Addresses.ports().stream().map(ExposedPort::tcp).toList();
    return create ->
        create
            .withCmd(
                "world",
                Addresses.SERVER,
                String.valueOf(recipe.port()),
                String.valueOf(Addresses.CONTROL))
            .withExposedPorts(exposed)
            .withHostConfig(
                HostConfig.newHostConfig()
                    .withNetworkMode(network)
                    .withCapAdd(Capability.NET_ADMIN)
                    .withSysctls(FORWARDING)
                    .withPortBindings(
                        exposed.stream()
                            .map(port -> new PortBinding(Ports.Binding.bindIp("127.0.0.1"), port))
                            .toList()));
  }

  /** Starts the container {@code part}, and waits until a server may start. */
  static World start(DockerClient client, Part part) {
    try (Folder folder = new Folder(Files.createTempDirectory("smtpspec-"), true)) {
      Luggage.write(folder.path());
      client
          .copyArchiveToContainerCmd(part.id())
          .withHostResource(folder.path().toString())
          .withDirChildrenOnly(true)
          .withRemotePath("/lab")
          .exec();
    } catch (IOException e) {
      throw new UncheckedIOException("the lab's files cannot be written: " + e.getMessage(), e);
    }
    part.start();
    part.await("ready");
    return new World(part, published(client, part.id()));
  }

  private static Map<Integer, Integer> published(DockerClient client, String id) {
    var ports = new HashMap<Integer, Integer>();
    client
        .inspectContainerCmd(id)
        .exec()
        .getNetworkSettings()
        .getPorts()
        .getBindings()
        .forEach(
            (inside, bound) ->
                ports.put(inside.getPort(), Integer.parseInt(bound[0].getHostPortSpec())));
    return ports;
  }

  /** Where on this machine {@code port} is published. */
  InetSocketAddress published(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), ports.get(port));
  }
}
