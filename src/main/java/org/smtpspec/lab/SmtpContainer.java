package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.PortBinding;
import com.github.dockerjava.api.model.Ports;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.startupcheck.StartupCheckStrategy;
import org.testcontainers.utility.DockerImageName;

/**
 * A container with a mail server in it. Its SMTP port, and no other, is published, and on loopback
 * only.
 */
final class SmtpContainer extends GenericContainer<SmtpContainer> {
  SmtpContainer(String image, Recipe recipe) {
    super(DockerImageName.parse(image));
    withLabels(Leftovers.LABELS);
    withEnv(recipe.environment());
    withCreateContainerCmdModifier(
        create -> publish(create, recipe.port(), Optional.ofNullable(recipe.facts().get("host"))));
    withStartupCheckStrategy(new Unchecked());
    waitingFor(new SmtpBanner(recipe.port(), recipe.readyWithin()));
  }

  private static void publish(CreateContainerCmd create, int port, Optional<String> host) {
    var exposed = ExposedPort.tcp(port);
    create.withExposedPorts(exposed);
    create
        .getHostConfig()
        .withPublishAllPorts(false)
        .withPortBindings(new PortBinding(Ports.Binding.bindIp("127.0.0.1"), exposed));
    // Sendmail sleeps for minutes on a host name without a domain.
    host.ifPresent(create::withHostName);
  }

  @Override
  protected void containerIsCreated(String id) {
    Leftovers.add(id);
  }

  /** The banner tells more than whether the container runs. */
  private static final class Unchecked extends StartupCheckStrategy {
    @Override
    public boolean waitUntilStartupSuccessful(DockerClient client, String id) {
      return true;
    }

    @Override
    public StartupStatus checkStartupState(DockerClient client, String id) {
      return StartupStatus.SUCCESSFUL;
    }
  }
}
