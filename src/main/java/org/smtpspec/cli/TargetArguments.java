package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.smtpspec.suite.Facts;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.TargetProvider;
import org.smtpspec.target.Targets;
import picocli.CommandLine.Option;

/** The options that say which servers to talk to, and what is known of them. */
final class TargetArguments {
  @Option(
      names = "--target",
      paramLabel = "T",
      description =
          "A server, may be repeated; 'list targets' names the kinds. Default: reference.")
  private List<String> targets = new ArrayList<>();

  @Option(
      names = "--target-file",
      paramLabel = "FILE",
      description = "A YAML file with the facts of a running server or image.")
  private Path targetFile;

  @Option(
      names = "--image",
      paramLabel = "NAME=IMAGE",
      description =
          "An image that you have for container:NAME, instead of building one; its facts stay.")
  private Map<String, String> images = new LinkedHashMap<>();

  @Option(
      names = "--config",
      paramLabel = "DIR",
      description =
          "Configuration of your own, put in place of that of a server in a container before it"
              + " starts.")
  private Path config;

  @Option(names = "--domain", paramLabel = "NAME", description = "The server's own domain.")
  private String domain;

  @Option(names = "--host", paramLabel = "NAME", description = "The server's own host name.")
  private String host;

  @Option(
      names = "--mailbox",
      paramLabel = "ADDRESS",
      description = "A mailbox that exists; repeat for a second and third.")
  private List<String> mailboxes = new ArrayList<>();

  @Option(
      names = "--missing",
      paramLabel = "ADDRESS",
      description = "An address in the own domain that does not exist.")
  private String missing;

  @Option(
      names = "--foreign",
      paramLabel = "ADDRESS",
      description = "An address elsewhere, to which the server must not relay.")
  private String foreign;

  @Option(
      names = "--fact",
      paramLabel = "NAME=VALUE",
      description =
          "Another fact: many, list, moved, gone, ambiguous, busy, full, late, sizelimit, user,"
              + " password.")
  private Map<String, String> facts = new LinkedHashMap<>();

  @Option(
      names = "--inbox",
      paramLabel = "SPEC",
      description = "Where mail can be read: maildir:PATH or mbox:PATH; %%u is the local part.")
  private String inbox;

  @Option(
      names = "--authorized",
      paramLabel = "HOST",
      description = "A host outside loopback that you may test.")
  private List<String> authorized = new ArrayList<>();

  /** The specifications; the reference server when none is given. */
  List<String> specs(Targets known) throws TargetException, IOException {
    return specs(known, List.of());
  }

  /** The specifications, first those that the command line has beside our options. */
  List<String> specs(Targets known, List<String> beside) throws TargetException, IOException {
    List<String> named = Stream.of(beside, targets).flatMap(List::stream).toList();
    List<String> specs =
        named.isEmpty()
            ? List.of("reference")
            : named.stream().map(name -> whole(name, known)).toList();
    TargetOptions options = options();
    checkImages(specs);
    if (config != null && specs.size() > 1) {
      throw new UsageException("--config " + config + ": one folder is for one server");
    }
    for (String spec : specs) {
      known.check(spec, options);
      if (specs.indexOf(spec) != specs.lastIndexOf(spec)) {
        throw new UsageException("target '" + spec + "' is given twice");
      }
    }
    return specs;
  }

  /** The server {@code container:NAME} may be called NAME where nothing else is. */
  private static String whole(String name, Targets known) {
    List<String> specs = known.known().stream().map(TargetProvider.Known::spec).toList();
    String container = "container:" + name;
    // With settings between commas it stands in no list.
    String listed = name.contains(",") ? container.replaceFirst("@.*", "") : container;
    return !specs.contains(name) && specs.contains(listed) ? container : name;
  }

  TargetOptions options() throws IOException {
    Map<String, String> all = new LinkedHashMap<>();
    facts.forEach(
        (name, value) -> {
          if (!Facts.NAMES.contains(name)) {
            throw new UsageException(
                "--fact " + name + ": unknown, expected one of " + String.join(", ", Facts.NAMES));
          }
          all.put(name, value);
        });
    put(all, "domain", domain);
    put(all, "host", host);
    put(all, "missing", missing);
    put(all, "foreign", foreign);
    List<String> names = List.of("mailbox", "mailbox2", "mailbox3");
    for (int i = 0; i < Math.min(mailboxes.size(), names.size()); i++) {
      all.put(names.get(i), mailboxes.get(i));
    }
    checkAddresses(all);
    return new TargetOptions(
        all,
        Optional.ofNullable(inbox),
        Optional.ofNullable(targetFile),
        Set.copyOf(authorized),
        Home.path(),
        images,
        configuration());
  }

  private Optional<Path> configuration() {
    if (config != null && !Files.isDirectory(config)) {
      throw new UsageException("--config " + config + ": no such folder");
    }
    return Optional.ofNullable(config);
  }

  private void checkImages(List<String> specs) {
    for (String name : images.keySet()) {
      String server = "container:" + name;
      if (specs.stream().noneMatch(spec -> spec.equals(server) || spec.startsWith(server + "@"))) {
        throw new UsageException("--image " + name + ": no target is " + server);
      }
    }
  }

  private static void put(Map<String, String> all, String name, String value) {
    if (value != null) {
      all.put(name, value);
    }
  }

  private static void checkAddresses(Map<String, String> all) {
    for (String name : List.of("mailbox", "mailbox2", "mailbox3", "missing", "foreign")) {
      String value = all.getOrDefault(name, "a@b");
      if (!value.matches("[!-~]+@[A-Za-z0-9.:\\[\\]-]+")) {
        throw new UsageException(name + " '" + value + "' is not an address local@domain");
      }
    }
  }
}
