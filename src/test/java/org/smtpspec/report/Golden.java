package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with a file under {@code src/test/resources/org/smtpspec/report}; with {@code
 * -Dgolden.update=true} writes it instead, and the diff is for a human to read.
 */
final class Golden {
  private Golden() {}

  static void assertMatches(String name, String actual) {
    try {
      if (Boolean.getBoolean("golden.update")) {
        Path file = Path.of("src/test/resources/org/smtpspec/report", name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, actual);
        return;
      }
      try (InputStream in = Golden.class.getResourceAsStream(name)) {
        assertThat(in).as("golden file " + name).isNotNull();
        assertThat(actual).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
