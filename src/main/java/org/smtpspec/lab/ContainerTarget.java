package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.target.Machine;
import org.smtpspec.target.NextHops;
import org.smtpspec.target.Origin;
import org.smtpspec.target.Target;

/**
 * A server that runs in a container, in a lab of its own.
 *
 * @param id as on the command line
 * @param lab around it
 * @param inboxSpec where its mail is found in the container, as a target file writes it
 * @param shell where its mail is read
 * @param health of all that it needs
 * @param phases of its start, and how long they took
 */
record ContainerTarget(
    String id,
    LabNetwork lab,
    Map<String, String> facts,
    Optional<String> inboxSpec,
    Optional<Inbox> inbox,
    Optional<NextHop> nextHop,
    Optional<String> policy,
    String software,
    String image,
    Origin origin,
    Shell shell,
    Health health,
    String phases)
    implements Target {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerTarget.class);

  /** Where a client stands that no rule trusts. */
  private static final String OUTSIDE = "outside";

  /** The server in {@code lab}, which is ready. */
  static ContainerTarget of(
      String id,
      LabNetwork lab,
      String software,
      String image,
      Origin origin,
      Recipe recipe,
      Phases phases) {
    var shell = new ContainerShell(lab.server().client(), lab.server().id());
    return new ContainerTarget(
        id,
        lab,
        recipe.facts(),
        recipe.inbox(),
        recipe.inbox().map(spec -> new Mailboxes(spec, shell)),
        recipe.relaysForInside() ? Optional.of(nextHop(lab)) : Optional.empty(),
        recipe.policy(),
        software,
        image,
        origin,
        shell,
        new Health(lab.parts(), shell),
        phases.toString());
  }

  private static NextHop nextHop(LabNetwork lab) {
    return NextHops.at(lab.control(), Addresses.ZONES, lab.address("inside").orElseThrow());
  }

  /** The server's container. */
  String container() {
    return lab.server().id();
  }

  @Override
  public InetSocketAddress address() {
    return address(OUTSIDE).orElseThrow();
  }

  @Override
  public Optional<InetSocketAddress> address(String vantage) {
    return lab.address(vantage);
  }

  @Override
  public Optional<NextHop> elsewhere() {
    return Optional.of(nextHop(lab));
  }

  @Override
  public String literal() {
    return "[" + Addresses.SERVER + "]";
  }

  @Override
  public Optional<Machine> machine() {
    return Optional.of(new ContainerMachine(lab.server().client(), lab.server().id()));
  }

  @Override
  public List<String> log() {
    return lab.server().log();
  }

  @Override
  public Optional<String> trouble() {
    return health.trouble();
  }

  @Override
  public void close() {
    shell.close();
    lab.close();
  }

  /** Name and version, as the server in {@code container} tells them. */
  static String software(Recipe recipe, DockerClient client, String container) {
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
