package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The findings that are shown as a file each are short, are read as any case is, and stand on the
 * page that tells of them with the transcript.
 */
class FindingFilesTest {
  private static final Path FOLDER = Path.of("src/site/findings");
  private static final int LINES = 15;

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void aFindingIsAShortCaseOfItsOwn(Path file) throws Exception {
    List<Case> cases = Suites.single(file, Suites.load(Path.of("suites")).catalogue());

    assertThat(cases).hasSize(1);
    assertThat(Files.readAllLines(file)).hasSizeLessThan(LINES);
    assertThat(Files.readString(Path.of("src/site/markdown/ten-findings.md")))
        .contains("src/site/findings/" + file.getFileName())
        .contains(Files.readString(file).replaceAll("(?m)^", "    ").stripTrailing());
  }
}
