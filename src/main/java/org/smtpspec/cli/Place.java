package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * Where runs are kept: {@code reports/<target>/<start>/}, and {@code reports/latest} beside it, as
 * Jepsen keeps its tests.
 */
final class Place {
  private static final DateTimeFormatter START =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSS'Z'").withZone(ZoneOffset.UTC);

  private Place() {}

  /** The name of a run that starts at {@code time}. */
  static String runId(Instant time) {
    return START.format(time);
  }

  /** A new folder for a run on {@code targets}. */
  static Path fresh(List<String> targets, String id) throws IOException {
    String name = targets.size() == 1 ? targets.get(0) : targets.size() + "-targets";
    Path folder = reports().resolve(name.replaceAll("[^A-Za-z0-9.@-]+", "-"));
    return Files.createDirectories(folder.resolve(id));
  }

  /**
   * Makes {@code reports/latest} point at {@code folder}; where links cannot be made there is none.
   */
  static void latest(Path folder) {
    Path link = reports().resolve("latest");
    try {
      if (Files.isSymbolicLink(link)) {
        Files.delete(link);
      }
      Files.createSymbolicLink(link, reports().relativize(folder));
    } catch (FileAlreadyExistsException e) {
      // Another run was faster, or a user keeps a folder of that name.
    } catch (IOException | UnsupportedOperationException e) {
      System.err.println("smtpspec: reports/latest could not be set: " + e.getMessage());
    }
  }

  /** Where the last run is, if {@link #latest(Path)} could be set. */
  static Path latest() {
    return reports().resolve("latest");
  }

  private static Path reports() {
    return Path.of(System.getProperty("smtpspec.home", ""), "reports").toAbsolutePath();
  }
}
