package org.smtpspec.lab;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The jar with all of smtpspec in it. */
final class OwnJar {
  private OwnJar() {}

  /** That from which this class is loaded, or else the one built in the checkout {@code home}. */
  static Optional<Path> path(Path home) {
    try {
      Path source =
          Path.of(OwnJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Path jar = Files.isDirectory(source) ? home.resolve("target/smtpspec.jar") : source;
      return Optional.of(jar).filter(Files::isRegularFile);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the classes are at a place with a path", e);
    }
  }
}
