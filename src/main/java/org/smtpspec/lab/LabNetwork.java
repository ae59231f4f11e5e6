package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * The network around one server: a place in which the server has the address 192.0.2.25 and no way
 * out, and the world around it, with a name server, the hosts to which mail goes, and forwarders at
 * the vantage points. Closing it removes all of it, the server too.
 */
final class LabNetwork implements AutoCloseable {
  private final DockerClient client;
  private final Map<String, String> labels;
  private final List<String> containers = Collections.synchronizedList(new ArrayList<>());
  private final String network;
  private Part server;
  private World world;

  private LabNetwork(DockerClient client, Map<String, String> labels) {
    this.client = client;
    this.labels = labels;
    this.network = Carrier.create(client, labels, new Random());
  }

  /**
   * Makes a network with everything in it but the server, which is not started yet.
   *
   * @param lab the image of {@code containers/lab}
   * @param image the server's
   * @param phases are told how long it took
   */
  static LabNetwork make(
      DockerClient client,
      String lab,
      String image,
      Recipe recipe,
      Map<String, String> labels,
      Phases phases) {
    var made = new LabNetwork(client, labels);
    try {
      phases.end("network");
      made.fill(lab, image, recipe);
      phases.end("lab");
      return made;
    } catch (RuntimeException e) {
      made.close();
      throw e instanceof CompletionException && e.getCause() instanceof RuntimeException cause
          ? cause
          : e;
    }
  }

  private void fill(String lab, String image, Recipe recipe) {
    CompletableFuture<World> around =
        CompletableFuture.supplyAsync(
            () -> World.start(client, part("world", lab, World.about(network, recipe))),
            Leftovers.THREADS);
    CompletableFuture<Part> within =
        CompletableFuture.supplyAsync(() -> server(lab, image, recipe), Leftovers.THREADS);
    // Both are waited for, also when one fails: only then all that was made is known.
    CompletableFuture.allOf(around, within).join();
    world = around.join();
    server = within.join();
  }

  /** The server's container, in its place, which is ready. */
  private Part server(String lab, String image, Recipe recipe) {
    String host = recipe.facts().getOrDefault("host", Addresses.HOST);
    Part place = part("place", lab, create -> place(create, host));
    place.start();
    Part made =
        part(
            "server",
            image,
            create -> {
              create
                  .withEnv(recipe.environment().entrySet().stream().map(Object::toString).toList())
                  .withHostConfig(
                      HostConfig.newHostConfig()
                          .withNetworkMode("container:" + place.id())
                          .withCapAdd(
                              recipe.capabilities().stream()
                                  .map(Capability::valueOf)
                                  .toArray(Capability[]::new)));
              recipe.configuration().before(create, client, image);
            });
    recipe.configuration().into(client, made.id());
    place.await("ready");
    return made;
  }

  private void place(CreateContainerCmd create, String host) {
    var names = new ArrayList<>(List.of("place", Addresses.SERVER, Addresses.DNS, host));
    if (!host.equals(Addresses.HOST)) {
      names.add(Addresses.HOST);
    }
    // Sendmail sleeps for minutes on a host name without a domain.
    create
        .withHostName(host)
        .withCmd(names)
        .withHostConfig(
            HostConfig.newHostConfig().withNetworkMode(network).withCapAdd(Capability.NET_ADMIN));
  }

  private Part part(String role, String image, Consumer<CreateContainerCmd> more) {
    Part part = Part.create(client, role, image, labels, more);
    containers.add(part.id());
    return part;
  }

  /** The id of the network that carries all. */
  String network() {
    return network;
  }

  /** The server's container. */
  Part server() {
    return server;
  }

  /** The containers that have to run as long as the server is talked to. */
  List<Part> parts() {
    return List.of(server, world.part());
  }

  /** Where a client on this machine reaches the server as one from {@code vantage}. */
  Optional<InetSocketAddress> address(String vantage) {
    return Addresses.vantage(vantage).map(Addresses::port).map(world::published);
  }

  /** Where the sink tells what came; it listens when {@link #awaitSink} is over. */
  InetSocketAddress control() {
    return world.published(Addresses.CONTROL);
  }

  /** Waits for the sink, which begins while the server starts. */
  void awaitSink() {
    world.part().await("sink");
  }

  /** It stays when this process ends. */
  void keep() {
    Leftovers.keep(containers);
    Leftovers.keep(List.of(network));
  }

  @Override
  public void close() {
    Leftovers.remove(containers);
    Leftovers.removeNetwork(network);
  }
}
