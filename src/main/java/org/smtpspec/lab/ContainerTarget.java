package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.target.Target;

/**
 * A server that runs in a container.
 *
 * @param id as on the command line
 * @param container its id
 * @param address on loopback
 * @param shell where its mail is read
 */
record ContainerTarget(
    String id,
    String container,
    InetSocketAddress address,
    Map<String, String> facts,
    Optional<Inbox> inbox,
    String software,
    String image,
    Shell shell)
    implements Target {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerTarget.class);

  /** What runs in {@code container}, which is ready. */
  static ContainerTarget of(
      String id, SmtpContainer container, String image, Recipe recipe, DockerClient client) {
    String name = container.getContainerId();
    var shell = new ContainerShell(client, name);
    return new ContainerTarget(
        id,
        name,
        new InetSocketAddress(
            InetAddress.getLoopbackAddress(), container.getMappedPort(recipe.port())),
        recipe.facts(),
        recipe.inbox().map(spec -> new Mailboxes(spec, shell)),
        software(recipe, client, name),
        image,
        shell);
  }

  @Override
  public List<String> log() {
    return Logs.of(container);
  }

  @Override
  public void close() {
    shell.close();
    Leftovers.remove(container);
  }

  private static String software(Recipe recipe, DockerClient client, String container) {
    if (recipe.version().isEmpty()) {
      return recipe.software();
    }
    try {
      String[] command = recipe.version().toArray(new String[0]);
      String line =
          Exec.run(client, container, command).text().lines().findFirst().orElse("").strip();
      boolean named =
          line.toLowerCase(Locale.ROOT).startsWith(recipe.software().toLowerCase(Locale.ROOT));
      return named ? line : (recipe.software() + " " + line).strip();
    } catch (IOException e) {
      LOG.warn("the version in {} stays unknown: {}", container, e.getMessage());
      return recipe.software();
    }
  }
}
