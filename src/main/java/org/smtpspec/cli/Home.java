package org.smtpspec.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;

/**
 * Where the suites and the container recipes are: the checkout that the launcher names, or else the
 * jar.
 */
final class Home {
  private static final String PROPERTY = "smtpspec.home";

  private Home() {}

  /** The folder with {@code suites/} and {@code containers/}. */
  static Path path() throws IOException {
    String named = System.getProperty(PROPERTY, "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    try {
      URI place = Home.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path file = Path.of(place);
      return Files.isDirectory(file) ? file : inside(URI.create("jar:" + place));
    } catch (URISyntaxException e) {
      throw new IOException("the program cannot find its own jar", e);
    }
  }

  private static Path inside(URI jar) throws IOException {
    try {
      return FileSystems.getFileSystem(jar).getPath("/");
    } catch (FileSystemNotFoundException e) {
      FileSystem opened = FileSystems.newFileSystem(jar, Map.of());
      return opened.getPath("/");
    }
  }

  /**
   * All suites; a broken one is an error.
   *
   * @throws SuiteException the first error
   */
  static Suites suites() throws IOException, SuiteException {
    Suites suites = Suites.load(path().resolve("suites"));
    if (!suites.errors().isEmpty()) {
      throw suites.errors().get(0);
    }
    return suites;
  }
}
