package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smtpspec.target.Origin;

/**
 * Where an image comes from.
 *
 * @param image its name and digest
 * @param base of those that its Dockerfile names the one whose layers it has, by name and digest;
 *     empty when the engine does not have that any more, or it is somebody's image
 */
record Provenance(String image, String base) {
  private static final Logger LOG = LoggerFactory.getLogger(Provenance.class);

  /** That of the image {@code name}, whose Dockerfile begins with {@code bases}. */
  static Provenance of(Images images, String name, List<String> bases) {
    String digest = name + " " + images.digest(name).orElse("");
    List<String> layers = images.layers(name);
    String base =
        bases.stream()
            .filter(one -> begins(layers, images.layers(one)))
            .map(one -> one + " " + images.digest(one).orElse(""))
            .findFirst()
            .orElse("");
    return new Provenance(digest.strip(), base.strip());
  }

  /** A base that was made anew since is another one, though its name is the same. */
  private static boolean begins(List<String> layers, List<String> base) {
    return !base.isEmpty()
        && base.size() <= layers.size()
        && layers.subList(0, base.size()).equals(base);
  }

  /** The same with what Debian's package manager lists in {@code container}, where there is one. */
  Origin in(DockerClient client, String container) {
    try {
      Exec.Output list =
          Exec.run(client, container, "dpkg-query", "-W", "-f", "${Package} ${Version}\\n");
      List<String> packages =
          list.status() == 0 ? list.text().lines().sorted().toList() : List.of();
      return new Origin(base, packages);
    } catch (IOException e) {
      LOG.debug("the packages in {} stay unknown: {}", container, e.getMessage());
      return new Origin(base, List.of());
    }
  }
}
