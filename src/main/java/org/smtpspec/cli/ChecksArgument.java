package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.smtpspec.audit.Check;
import org.smtpspec.audit.ChecksReader;
import org.smtpspec.suite.SuiteException;

/**
 * Which checks an audit does.
 *
 * @param given a file or the name of a server; null for the checks of each server
 * @param only names of checks; all when there are none
 */
record ChecksArgument(String given, List<String> only) {
  private static final String CONTAINER = "container:";

  /** The checks of {@code target}. */
  List<Check> of(String target) throws IOException, SuiteException {
    List<Check> all = all(target);
    for (String name : only) {
      if (all.stream().noneMatch(check -> check.name().equals(name))) {
        throw new UsageException(
            "--check %s: unknown, %s has %s"
                .formatted(
                    name, target, String.join(", ", all.stream().map(Check::name).toList())));
      }
    }
    return only.isEmpty()
        ? all
        : all.stream().filter(check -> only.contains(check.name())).toList();
  }

  private static Path file(String server) throws IOException {
    return Home.path().resolve("containers").resolve(server).resolve("audit.yaml");
  }

  private List<Check> all(String target) throws IOException, SuiteException {
    Optional<String> server = given != null ? Optional.of(given) : named(target);
    if (server.isPresent() && isName(server.get()) && Files.exists(file(server.get()))) {
      return ChecksReader.read(file(server.get()), "containers/" + server.get() + "/audit.yaml");
    } else if (given != null) {
      return ChecksReader.read(Path.of(given), given);
    }
    throw new UsageException(
        "there are no checks for " + target + ": give some with --checks, see containers/AUDIT.md");
  }

  /** The server's name in {@code container:NAME@VARIANT}. */
  private static Optional<String> named(String target) {
    return target.startsWith(CONTAINER)
        ? Optional.of(target.substring(CONTAINER.length()).replaceFirst("@.*", ""))
        : Optional.empty();
  }

  private static boolean isName(String text) {
    return text.matches("[A-Za-z0-9_-]+");
  }
}
