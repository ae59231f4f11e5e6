package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.result.Ledger;
import org.smtpspec.result.LedgerReader;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Suites;

/**
 * Finds the ledger of each target: {@code suites/known/NAME.known}, or what {@code --known} gives
 * in its place.
 */
final class KnownDeviations {
  private static final String ENDING = ".known";

  private final LedgerReader reader;

  KnownDeviations(Suites suites) {
    this.reader =
        new LedgerReader(
            suites.cases().stream().map(one -> one.id().toString()).collect(Collectors.toSet()),
            Arrays.stream(Profile.values()).map(Profile::toString).collect(Collectors.toSet()));
  }

  /** All ledgers there are, by the name of the server. */
  Map<String, Ledger> all() throws IOException {
    var ledgers = new TreeMap<String, Ledger>();
    Path home = Home.path().toAbsolutePath();
    try (Stream<Path> files = Files.list(home.resolve("suites/known"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(ENDING)).toList()) {
        String name = file.getFileName().toString();
        ledgers.put(
            name.substring(0, name.length() - ENDING.length()),
            reader.read(file, shown(home, file)));
      }
    }
    return ledgers;
  }

  /** The ledgers by the specifications of targets; a target without one is not in it. */
  Map<String, Ledger> of(List<String> specs, List<String> given) throws IOException {
    var files = new LinkedHashMap<String, Path>();
    for (String spec : specs) {
      own(spec).filter(Files::exists).ifPresent(file -> files.put(spec, file));
    }
    for (String option : given) {
      String spec = target(option, specs);
      files.put(spec, Path.of(option.substring(prefix(option, spec).length())));
    }
    var ledgers = new LinkedHashMap<String, Ledger>();
    Path home = Home.path().toAbsolutePath();
    files.forEach(
        (spec, file) -> {
          Path whole = file.toAbsolutePath();
          String shown = whole.startsWith(home.resolve("suites")) ? shown(home, whole) : "" + file;
          ledgers.put(spec, reader.read(file, shown));
        });
    return ledgers;
  }

  private static String shown(Path home, Path file) {
    return home.relativize(file).toString().replace('\\', '/');
  }

  /** A server of ours has its own; a variant, such as another release, shares it. */
  private static Optional<Path> own(String spec) throws IOException {
    String name = spec.replaceFirst("^container:", "").replaceFirst("@.*", "");
    return name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")
        ? Optional.of(Home.path().resolve("suites/known/" + name + ENDING))
        : Optional.empty();
  }

  private static String target(String option, List<String> specs) {
    Optional<String> named =
        specs.stream().filter(spec -> !prefix(option, spec).isEmpty()).findFirst();
    if (named.isEmpty() && specs.size() > 1) {
      throw new UsageException(
          "--known " + option + ": say of which target, as " + label(specs.get(0)) + "=FILE");
    }
    return named.orElse(specs.get(0));
  }

  private static String prefix(String option, String spec) {
    return Stream.of(spec + "=", label(spec) + "=")
        .filter(option::startsWith)
        .findFirst()
        .orElse("");
  }

  private static String label(String spec) {
    return spec.replaceFirst("^container:", "");
  }
}
