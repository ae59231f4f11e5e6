package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.Version;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.smtpspec.target.TargetException;
import org.testcontainers.DockerClientFactory;

/** What is there for servers in containers: the engine, the base images, the image of each. */
public final class Checkup {
  private Checkup() {}

  /**
   * Something that was looked at.
   *
   * @param what its name
   * @param usable whether it can be used
   * @param says how it is, and what to do if it cannot be used
   */
  public record Finding(String what, boolean usable, String says) {}

  /**
   * Looks at the engine, and through it at all that {@code home} needs; starts and builds nothing.
   */
  public static List<Finding> of(Path home) {
    var findings = new ArrayList<Finding>();
    try {
      DockerClient client = Engine.client();
      Version version = client.versionCmd().exec();
      findings.add(
          new Finding(
              "engine",
              true,
              "version %s, API %s, at %s"
                  .formatted(
                      version.getVersion(),
                      version.getApiVersion(),
                      DockerClientFactory.instance().getTransportConfig().getDockerHost())));
      var images = new Images(client);
      findings.addAll(images(home, name -> images.id(name).isPresent()));
    } catch (TargetException | DockerException e) {
      findings.add(
          new Finding(
              "engine", false, e.getMessage() + "; reference, james and smtp:// need none"));
    }
    return findings;
  }

  /** Looks at the images of the folders of {@code home}, of which the engine has some. */
  static List<Finding> images(Path home, Predicate<String> has) {
    var bases = new TreeMap<String, Finding>();
    var servers = new ArrayList<Finding>();
    try {
      String around = LabImage.name(home);
      servers.add(new Finding("lab", true, has.test(around) ? "built" : "will be built"));
    } catch (IOException e) {
      servers.add(new Finding("lab", false, "cannot be read: " + e.getMessage()));
    }
    for (Path folder : new Recipes(home.resolve("containers")).folders()) {
      try {
        List<Recipes.Made> made = Recipes.made(folder);
        made.stream()
            .flatMap(one -> one.bases().stream())
            .forEach(base -> bases.computeIfAbsent(base, name -> base(name, has.test(name))));
        servers.add(server(made, has));
      } catch (TargetException | IOException e) {
        servers.add(new Finding(folder.getFileName().toString(), false, "" + e.getMessage()));
      }
    }
    var all = new ArrayList<>(bases.values());
    all.addAll(servers);
    return all;
  }

  private static Finding base(String name, boolean there) {
    String missing =
        name.startsWith("debian:")
            ? "not here: 'containers/with-engine true' pulls or makes it"
            : "not here: it is pulled from a registry when it is needed, if there is one";
    return new Finding(name, there, there ? "here" : missing);
  }

  private static Finding server(List<Recipes.Made> made, Predicate<String> has) {
    Map<Boolean, List<Recipes.Made>> byReady =
        made.stream()
            .collect(
                Collectors.partitioningBy(
                    one -> has.test(one.image()) || one.bases().stream().allMatch(has)));
    String says =
        made.stream()
            .map(one -> (made.size() > 1 ? one.variant() + " " : "") + state(one, has))
            .collect(Collectors.joining(", "));
    return new Finding(made.get(0).server(), !byReady.get(true).isEmpty(), says);
  }

  private static String state(Recipes.Made one, Predicate<String> has) {
    if (has.test(one.image())) {
      return "built";
    }
    Optional<String> missing = one.bases().stream().filter(has.negate()).findFirst();
    return missing.map(base -> "cannot be built without " + base).orElse("will be built");
  }
}
