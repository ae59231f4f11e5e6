package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ContainerPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.smtpspec.sink.Control;
import org.smtpspec.sink.Session;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;

/** The labs that stay up when the process that started them has ended, for people. */
public final class Labs {
  private Labs() {}

  /**
   * A lab that stands.
   *
   * @param software name and version of the server
   * @param container the server's
   * @param points where clients stand
   * @param inbox where mail arrives in the server's container, if that is known
   */
  public record Standing(
      String software, String container, List<Point> points, Optional<String> inbox) {
    /** Copies the list. */
    public Standing {
      points = List.copyOf(points);
    }
  }

  /**
   * A vantage point.
   *
   * @param word its name in suite files
   * @param address on this machine
   * @param seenAs the address that the server sees
   * @param name the name of that address
   */
  public record Point(String word, InetSocketAddress address, String seenAs, String name) {}

  /** Starts the server {@code spec} in a lab that stays. */
  public static Standing up(String spec, TargetOptions options) throws TargetException {
    if (!remains().containers(Remains.keptFor(spec)).isEmpty()) {
      throw TargetException.usage(
          spec + " is up already; 'smtpspec lab down " + spec + "' ends it");
    }
    ContainerTarget target = new ContainerTargets().start(spec, options, Labels.kept(spec));
    target.shell().close();
    target.lab().keep();
    return new Standing(
        target.software(),
        target.container().substring(0, 12),
        Addresses.ZONES.vantages().stream()
            .map(
                one ->
                    new Point(
                        one.word(),
                        target.address(one.word()).orElseThrow(),
                        one.address(),
                        one.name()))
            .toList(),
        target.inboxSpec());
  }

  /** Removes the lab of {@code spec}; gives a line on each container and network. */
  public static List<String> down(String spec) throws TargetException {
    return remains().remove(Remains.keptFor(spec));
  }

  /**
   * Removes what earlier runs left; gives a line on each container and network.
   *
   * @param all also what belongs to a run that may still go on
   */
  public static List<String> clean(boolean all) throws TargetException {
    return remains().remove(labels -> all || Remains.isLeft(labels));
  }

  /** Removes the images that no recipe below {@code home} makes any more; gives a line on each. */
  public static List<String> cleanImages(Path home) throws TargetException, IOException {
    var current = new HashSet<>(new Recipes(home.resolve("containers")).images());
    current.add(LabImage.name(home));
    var images = new Images(Engine.client());
    return outdated(images.built(), current).stream()
        .map(name -> images.remove(name) ? "removed image " + name : "image " + name + " is in use")
        .toList();
  }

  /** Those of {@code built} that are not {@code current}. */
  static List<String> outdated(Set<String> built, Set<String> current) {
    return built.stream().filter(name -> !current.contains(name)).toList();
  }

  /** What has arrived at the sink in the lab of {@code spec}, oldest first. */
  public static List<Session> mail(String spec) throws TargetException, IOException {
    // Every session has it; Sendmail says "MAIL From:".
    return Control.fetch(control(spec), "\r\n");
  }

  private static InetSocketAddress control(String spec) throws TargetException {
    int port =
        remains().containers(Remains.keptFor(spec)).stream()
            .flatMap(Labs::ports)
            .filter(one -> Integer.valueOf(Addresses.CONTROL).equals(one.getPrivatePort()))
            .map(ContainerPort::getPublicPort)
            .findFirst()
            .orElseThrow(
                () ->
                    TargetException.usage(
                        spec + " is not up; 'smtpspec lab up " + spec + "' starts it"));
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static Stream<ContainerPort> ports(Container container) {
    return Stream.of(Optional.ofNullable(container.getPorts()).orElse(new ContainerPort[0]));
  }

  private static Remains remains() throws TargetException {
    DockerClient client = Engine.client();
    return new Remains(client);
  }
}
