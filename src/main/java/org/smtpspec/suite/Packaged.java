package org.smtpspec.suite;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where the suites and the container recipes are that travel with the program: in its jar, or in
 * the folder of its classes.
 */
public final class Packaged {
  private Packaged() {}

  /** The folder with {@code suites/} and {@code containers/}; it may lie inside the jar. */
  public static Path home() throws IOException {
    try {
      URI place = Packaged.class.getProtectionDomain().getCodeSource().getLocation().toURI();
      Path file = Path.of(place);
      return Files.isDirectory(file) ? file : inside(URI.create("jar:" + place));
    } catch (URISyntaxException e) {
      throw new IOException("the program cannot find its own jar", e);
    }
  }

  private static synchronized Path inside(URI jar) throws IOException {
    try {
      return FileSystems.getFileSystem(jar).getPath("/");
    } catch (FileSystemNotFoundException e) {
      return FileSystems.newFileSystem(jar, Map.of()).getPath("/");
    }
  }
}
