package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.smtpspec.suite.Packaged;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;

/**
 * Where the suites and the container recipes are: the checkout that the launcher names, or else
 * what travels with the program.
 */
final class Home {
  private static final String PROPERTY = "smtpspec.home";

  private Home() {}

  /** The folder with {@code suites/} and {@code containers/}. */
  static Path path() throws IOException {
    String named = System.getProperty(PROPERTY, "");
    return named.isEmpty() ? Packaged.home() : Path.of(named);
  }

  /**
   * All suites; a broken one is an error.
   *
   * @throws SuiteException the first error
   */
  static Suites suites() throws IOException, SuiteException {
    if (!Files.isDirectory(path().resolve("suites"))) {
      throw new UsageException("no suites in " + path());
    }
    Suites suites = Suites.load(path().resolve("suites"));
    if (!suites.errors().isEmpty()) {
      throw suites.errors().get(0);
    }
    return suites;
  }
}
