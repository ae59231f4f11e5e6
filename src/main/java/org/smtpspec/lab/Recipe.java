package org.smtpspec.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetFile;
import org.smtpspec.target.TargetOptions;

/**
 * What a target file says about a server in a container, with what a variant and the command line
 * change.
 *
 * @param software its name as its makers write it; empty when it is not known
 * @param version a command in the container whose first line tells the version; empty for none
 * @param port where it speaks SMTP in the container
 * @param readyWithin how long its banner may take
 * @param facts by the names of suite files
 * @param inbox where mail is found in the container
 * @param relay whom it lets relay: {@code inside} is clients of 192.0.2.0/24, {@code closed}
 *     nobody, {@code open} everybody; empty when that is not known
 * @param policy the relay policy that it has to keep, by its name below {@code suites/relay/};
 *     empty for the one that {@code relay} means
 * @param buildArgs for the Dockerfile
 * @param environment of the server
 * @param capabilities that its container has beside the engine's usual ones, see capabilities(7)
 * @param configuration laid over the image
 */
record Recipe(
    String software,
    List<String> version,
    int port,
    Duration readyWithin,
    Map<String, String> facts,
    Optional<String> inbox,
    Optional<String> relay,
    Optional<String> policy,
    Map<String, String> buildArgs,
    Map<String, String> environment,
    List<String> capabilities,
    Configuration configuration) {

  /** The key of a folder whose image has smtpspec in it: under which name its jar is found. */
  static final String JAR = "jar";

  /** Keys that a target file has for us, beside the facts. */
  private static final Set<String> OWN =
      Set.of(
          JAR,
          "name",
          "description",
          "package",
          "port",
          "ready",
          "readyWithin",
          "manyCount",
          "variants",
          "settings",
          "default",
          "relay",
          "policy",
          "buildArgs",
          "environment",
          "capabilities");

  private static final Set<String> VARIANT =
      Set.of(
          "description",
          "over",
          "package",
          "port",
          "ready",
          "readyWithin",
          "manyCount",
          "relay",
          "policy",
          "buildArgs",
          "environment",
          "capabilities");

  /** No more than what a setting needs: file flags that root himself cannot pass by. */
  private static final List<String> CAPABILITIES = List.of("LINUX_IMMUTABLE");

  private static final List<String> RELAY = List.of("inside", "closed", "open");

  private static final Recipe NOTHING =
      new Recipe(
          "",
          List.of(),
          25,
          Duration.ofSeconds(60),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Map.of(),
          Map.of(),
          List.of(),
          Configuration.NONE);

  /** Copies the collections. */
  Recipe {
    version = List.copyOf(version);
    facts = Map.copyOf(facts);
    buildArgs = Map.copyOf(buildArgs);
    environment = Map.copyOf(environment);
    capabilities = List.copyOf(capabilities);
  }

  /** Of somebody's image: what the target file of {@code options} says, if one is given. */
  static Recipe of(TargetOptions options) throws TargetException {
    Optional<Path> file = options.file();
    Recipe recipe = file.isPresent() ? NOTHING.with(Keys.read(file.get(), OWN)) : NOTHING;
    return recipe.with(options).with(new Configuration(options.config().stream().toList()));
  }

  /** Of a folder with a target.yaml, and of what in it is the {@code choice}. */
  static Recipe of(Choice choice, TargetOptions options) throws TargetException {
    Recipe recipe = NOTHING.with(about(choice.folder()));
    for (Path change : choice.changes()) {
      recipe = Files.exists(change) ? recipe.with(aboutVariant(change)) : recipe;
    }
    Recipe chosen = recipe.with(options).with(choice.configuration(options.config()));
    return choice.settings().size() > 1 ? chosen.withoutPolicy() : chosen;
  }

  /** What {@code target.yaml} says about the folder it is in: description, variants, default. */
  static Keys about(Path folder) throws TargetException {
    return Keys.read(folder.resolve("target.yaml"), OWN);
  }

  /** What the {@code variant.yaml} in {@code file} says. */
  static Keys aboutVariant(Path file) throws TargetException {
    return Keys.read(file, VARIANT);
  }

  private Recipe with(Keys keys) throws TargetException {
    if (keys.text("ready").isPresent() && !keys.text("ready").get().equals("banner")) {
      throw keys.wrong("ready", "banner");
    }
    Optional<String> relays = keys.text("relay");
    if (relays.isPresent() && !RELAY.contains(relays.get())) {
      throw keys.wrong("relay", "one of " + String.join(", ", RELAY));
    }
    TargetFile read = keys.read();
    Optional<String> name = keys.text("name");
    List<String> command = keys.texts("package");
    Optional<String> mail = read.inbox();
    if (mail.isPresent() && !Mailboxes.isInbox(mail.get())) {
      throw keys.wrong("inbox", Mailboxes.FORMS);
    }
    return new Recipe(
        name.isPresent() ? spelled(name.get(), keys.text("description").orElse("")) : software,
        command.isEmpty() ? version : command,
        keys.port("port").orElse(port),
        keys.duration("readyWithin").orElse(readyWithin),
        over(facts, read.facts()),
        mail.or(() -> inbox),
        relays.or(() -> relay),
        keys.text("policy").or(() -> policy),
        over(buildArgs, keys.map("buildArgs")),
        over(environment, keys.map("environment")),
        capabilities(keys),
        configuration);
  }

  private Recipe with(TargetOptions options) throws TargetException {
    Optional<String> mail = options.inbox().or(() -> inbox);
    if (mail.isPresent() && !Mailboxes.isInbox(mail.get())) {
      throw TargetException.usage(
          "unknown inbox '" + mail.get() + "', expected " + Mailboxes.FORMS);
    }
    return new Recipe(
        software,
        version,
        port,
        readyWithin,
        over(facts, options.facts()),
        mail,
        relay,
        policy,
        buildArgs,
        environment,
        capabilities,
        configuration);
  }

  private Recipe with(Configuration laid) {
    return new Recipe(
        software,
        version,
        port,
        readyWithin,
        facts,
        inbox,
        relay,
        policy,
        buildArgs,
        environment,
        capabilities,
        laid);
  }

  /** Of settings laid over one another none says what all of them let through. */
  private Recipe withoutPolicy() {
    return new Recipe(
        software,
        version,
        port,
        readyWithin,
        facts,
        inbox,
        relay,
        Optional.empty(),
        buildArgs,
        environment,
        capabilities,
        configuration);
  }

  /** Those it had and those that {@code keys} name. */
  private List<String> capabilities(Keys keys) throws TargetException {
    List<String> more = keys.texts("capabilities");
    for (String name : more) {
      if (!CAPABILITIES.contains(name)) {
        throw keys.wrong("capabilities", "a list of " + String.join(", ", CAPABILITIES));
      }
    }
    return Stream.of(capabilities, more).flatMap(List::stream).distinct().toList();
  }

  /** Whether clients inside may relay. */
  boolean relaysForInside() {
    return relay.isPresent() && !relay.get().equals("closed");
  }

  /** {@code name} as the first word of {@code description} spells it, if that is the name. */
  private static String spelled(String name, String description) {
    String first = description.split("[^A-Za-z0-9._-]", 2)[0];
    return first.equalsIgnoreCase(name) ? first : name;
  }

  private static Map<String, String> over(Map<String, String> below, Map<String, String> above) {
    var all = new LinkedHashMap<>(below);
    all.putAll(above);
    return all;
  }
}
