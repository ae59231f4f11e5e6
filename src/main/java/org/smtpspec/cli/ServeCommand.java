package org.smtpspec.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.smtpspec.reference.Defect;
import org.smtpspec.reference.ReferenceServer;
import org.smtpspec.reference.RelayPolicy;
import org.smtpspec.reference.RelayRules;
import org.smtpspec.reference.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the reference server, or the stock James handlers. */
@Command(
    name = "serve",
    description = "Runs the reference server, or the stock James handlers, until interrupted.",
    mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
  enum Server {
    reference,
    james
  }

  @Parameters(paramLabel = "SERVER", arity = "0..1", description = "reference (default) or james.")
  private Server server = Server.reference;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      description = "The address to listen at; default ${DEFAULT-VALUE}.")
  private InetAddress host = InetAddress.getLoopbackAddress();

  @Option(
      names = "--port",
      paramLabel = "N",
      description = "The port; default ${DEFAULT-VALUE}, 0 takes a free one.")
  private int port = 2525;

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "A seeded defect, see 'list defects'; may be repeated.")
  private List<String> defects = new ArrayList<>();

  @Option(
      names = "--relay-policy",
      paramLabel = "FILE",
      description = {
        "Who may send elsewhere, a line each, the first that fits: relay, refuse, drop or bounce,",
        "and all, from NETWORK, sender DOMAIN, to DOMAIN or to-mx. Default: nobody.",
        "What is let in is sent to the hosts of the lab's zones, played in this process."
      })
  private Path relayPolicy;

  @Option(
      names = "--in-lab",
      description =
          "The hosts of the lab's zones are those around this process, at their addresses.")
  private boolean inLab;

  @Option(
      names = "--mail",
      paramLabel = "DIR",
      description =
          "Where mail is delivered, a Maildir for each mailbox; default a temporary folder.")
  private Path mail;

  @Override
  public Integer call() throws IOException, InterruptedException {
    if (port < 0 || port > 65535) {
      throw new UsageException("--port " + port + ": expected 0 to 65535");
    }
    Set<Defect> seeded = new LinkedHashSet<>();
    for (String name : defects) {
      seeded.add(
          Defect.named(name)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "unknown defect '" + name + "'; 'smtpspec list defects' names them")));
    }
    Path folder =
        mail != null ? Files.createDirectories(mail) : Files.createTempDirectory("smtpspec-mail");
    Settings settings =
        Settings.of(folder)
            .withHost(host)
            .withPort(port)
            .withRelay(relay())
            .withDefects(seeded)
            .withStock(server == Server.james);
    try (ReferenceServer running = start(settings)) {
      String address = host.getHostAddress();
      System.out.printf(
          "%s listens on %s:%d; mail for mta.test is in %s%n",
          server, address, running.address().getPort(), folder.toAbsolutePath());
      System.out.printf(
          "try: smtpspec run --target smtp://%s:%d --domain mta.test --mailbox alice@mta.test --mailbox bob@mta.test --missing nobody@mta.test --foreign someone@elsewhere.test --inbox 'maildir:%s/%%u'%n",
          address, running.address().getPort(), folder.toAbsolutePath());
      new CountDownLatch(1).await();
    } catch (BindException e) {
      throw new UsageException(
          "port " + port + " is taken; --port names another, 0 takes a free one");
    }
    return ExitCode.EXPECTED;
  }

  private ReferenceServer start(Settings settings) throws IOException {
    if (inLab) {
      return ReferenceServer.relayingInLab(settings);
    }
    return relayPolicy == null
        ? ReferenceServer.start(settings)
        : ReferenceServer.relaying(settings);
  }

  private RelayPolicy relay() throws IOException {
    if (relayPolicy == null) {
      return RelayPolicy.closed();
    }
    try {
      return RelayRules.parse(relayPolicy.toString(), Files.readString(relayPolicy));
    } catch (NoSuchFileException e) {
      throw new UsageException("--relay-policy " + relayPolicy + ": no such file");
    } catch (IllegalArgumentException e) {
      throw new UsageException(e.getMessage());
    }
  }
}
