package org.smtpspec.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Suite files for tests, written where they are needed. */
public final class SuiteFiles {
  private SuiteFiles() {}

  /** The one case of a file with this front matter, beside title and level, and this dialogue. */
  public static Case one(Path folder, String matter, String... dialogue) throws SuiteException {
    List<Case> cases = read(folder, text(matter, dialogue));
    if (cases.size() != 1) {
      throw new IllegalArgumentException(cases.size() + " cases");
    }
    return cases.get(0);
  }

  /** The text of such a file. */
  static String text(String matter, String... dialogue) {
    return "---\ntitle: A server does so\nlevel: MUST\n"
        + matter
        + "---\n"
        + String.join("\n", dialogue)
        + "\n";
  }

  /** The cases of a file with this text. */
  static List<Case> read(Path folder, String text) throws SuiteException {
    try {
      Path file = folder.resolve("some.smtp");
      Files.writeString(file, text, StandardCharsets.ISO_8859_1);
      return Suites.single(file, Catalogue.load(folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
