package org.smtpspec.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.lab.Labs;
import org.smtpspec.sink.Session;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A server with a network around it, for people who talk to it by hand. */
@Command(
    name = "lab",
    description =
        "Starts a server in a container with a network around it, and leaves it up, to be talked to by hand.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class LabCommand implements Runnable {
  private static final int SHOWN_LINES = 12;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }

  @Command(
      name = "up",
      description = "Starts the server TARGET, says where it is reached, and leaves it up.",
      mixinStandardHelpOptions = true)
  int up(
      @Parameters(
              paramLabel = "TARGET",
              description = "postfix, container:postfix@debian13,open, image:..., dockerfile:...")
          String target,
      @Option(
              names = "--target-file",
              paramLabel = "FILE",
              description = "A YAML file with the facts of an image.")
          Path file,
      @Option(
              names = "--image",
              paramLabel = "NAME=IMAGE",
              description = "An image that you have for container:NAME, instead of building one.")
          Map<String, String> images)
      throws TargetException, IOException {
    String name = name(target);
    var options =
        new TargetOptions(
            Map.of(),
            Optional.empty(),
            Optional.ofNullable(file),
            Set.of(),
            Home.path(),
            Optional.ofNullable(images).orElse(Map.of()));
    Labs.Standing lab = Labs.up(name, options);
    System.out.printf("%s is up: %s%n%n", name, Printed.line(lab.software()));
    lab.points()
        .forEach(
            point ->
                System.out.printf(
                    "  %-8s %-16s seen as %s (%s)%n",
                    point.word(), text(point.address()), point.seenAs(), point.name()));
    System.out.printf(
        "%nmail for it      %s in container %s%n",
        lab.inbox().orElse("somewhere"), lab.container());
    System.out.printf("mail it sends on smtpspec lab mail %s%n", name);
    System.out.printf("its log          docker logs %s%n", lab.container());
    System.out.printf("the end          smtpspec lab down %s%n", name);
    return ExitCode.EXPECTED;
  }

  @Command(
      name = "down",
      description = "Removes the lab of TARGET.",
      mixinStandardHelpOptions = true)
  int down(@Parameters(paramLabel = "TARGET") String target) throws TargetException {
    List<String> removed = Labs.down(name(target));
    if (removed.isEmpty()) {
      throw new UsageException(name(target) + " is not up");
    }
    say(removed);
    return ExitCode.EXPECTED;
  }

  @Command(
      name = "mail",
      description = "Shows the mail that the server TARGET has sent on: envelope and first lines.",
      mixinStandardHelpOptions = true)
  int mail(@Parameters(paramLabel = "TARGET") String target) throws TargetException, IOException {
    int number = 0;
    for (Session session : Labs.mail(name(target))) {
      for (Session.Mail mail : session.messages()) {
        number++;
        System.out.printf("%d  to %s%n", number, session.host());
        System.out.println("   " + Printed.line(mail.hello()));
        System.out.println("   " + Printed.line(mail.mail()));
        mail.recipients()
            .forEach(one -> System.out.printf("   %s  %d%n", Printed.line(one.line()), one.code()));
        mail.text().lines().limit(SHOWN_LINES).forEach(LabCommand::quote);
        System.out.println();
      }
    }
    System.out.println(number == 1 ? "1 message" : number + " messages");
    return ExitCode.EXPECTED;
  }

  @Command(
      name = "clean",
      description = {
        "Removes the containers and networks of runs that have ended, and labs that stand.",
        "What belongs to a run that goes on stays: a label names the process that made it, by machine, id and start."
      },
      mixinStandardHelpOptions = true)
  int clean(
      @Option(
              names = "--all",
              description =
                  "Also what a run that goes on has made, and what nobody can tell the owner of.")
          boolean all,
      @Option(
              names = "--images",
              description = "Also images of smtpspec that no recipe of this checkout makes.")
          boolean images)
      throws TargetException, IOException {
    List<String> removed = Labs.clean(all);
    say(removed);
    List<String> gone = images ? Labs.cleanImages(Home.path()) : List.of();
    say(gone);
    if (removed.isEmpty() && gone.isEmpty()) {
      System.out.println("there was nothing to remove");
    }
    return ExitCode.EXPECTED;
  }

  private static void say(List<String> removed) {
    removed.forEach(System.out::println);
  }

  /** A bare name is a folder below containers/. */
  private static String name(String target) {
    return target.contains(":") ? target : "container:" + target;
  }

  private static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }

  private static void quote(String line) {
    System.out.println("   | " + Printed.line(line));
  }
}
