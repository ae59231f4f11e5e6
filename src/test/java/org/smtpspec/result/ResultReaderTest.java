package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultReaderTest {
  private static final String HEAD =
      """
      { "schema": "smtpspec.result/1",
        "run": { "id": "r", "started": "2026-01-31T12:00:00Z", "seed": 1 },
        "targets": [ { "id": "t" } ],
      """;

  @TempDir Path dir;

  @Test
  void whatIsOptionalMayBeAbsent() throws IOException {
    Result read =
        ResultReader.read(
            file(
                HEAD
                    + """
                    "cases": [ { "id": "a", "level": "MAY",
                      "results": [ { "target": "t", "verdict": "not-applicable" } ] } ] }
                    """));

    TargetVerdict verdict = read.cases().get(0).results().get(0);
    assertThat(verdict.level()).isEmpty();
    assertThat(verdict.mark()).isEmpty();
    assertThat(verdict.transcript()).isEmpty();
    assertThat(read.cases().get(0).levelFor(verdict)).isEqualTo(Level.MAY);
  }

  @Test
  void anotherVersionNamesFileAndBothVersions() throws IOException {
    Path file = file("{ \"new\": [1, {}], \"schema\": \"smtpspec.result/2\" }");

    assertFails(file)
        .hasMessage(file + ": schema: found 'smtpspec.result/2', expected 'smtpspec.result/1'");
  }

  @Test
  void aDocumentWithoutSchemaIsNoResult() throws IOException {
    Path file = file("[]");

    assertFails(file).hasMessage(file + ": schema: found none, expected 'smtpspec.result/1'");
  }

  @Test
  void brokenJsonIsToldByLineAndColumn() throws IOException {
    Path file = file(HEAD + "\"cases\": [ } ] }");

    assertFails(file)
        .hasMessage(
            file
                + ":4:12: Unexpected close marker '}': expected ']'"
                + " (for Array starting at line 4, column 10) (at cases)");
  }

  @Test
  void anUnknownPropertyIsToldByPlaceAndPath() throws IOException {
    Path file =
        file(HEAD + "\"cases\": [ { \"id\": \"a\", \"level\": \"MAY\", \"colour\": 1 } ] }");

    assertFails(file)
        .hasMessageStartingWith(file + ":4:")
        .hasMessageContaining("colour")
        .hasMessageEndingWith("(at cases[0].colour)");
  }

  @Test
  void aMarkOutsideTheTranscriptIsRefused() throws IOException {
    Path file =
        file(
            HEAD
                + """
                "cases": [ { "id": "a", "level": "MAY",
                  "results": [ { "target": "t", "verdict": "conforms", "mark": 3 } ] } ] }
                """);

    assertFails(file)
        .hasMessageContaining("'mark' is 3, but the transcript has 0 events")
        .hasMessageEndingWith("(at cases[0].results[0])");
  }

  @Test
  void aMissingLevelIsTold() throws IOException {
    Path file = file(HEAD + "\"cases\": [ { \"id\": \"a\" } ] }");

    assertFails(file).hasMessageContaining("'level' is missing");
  }

  @Test
  void aBrokenLineInTheMiddleIsToldByItsNumber() throws IOException {
    Path file = dir.resolve("result.jsonl");
    Files.writeString(
        file,
        """
        {"schema":"smtpspec.result/1","run":{"id":"r","started":"2026-01-31T12:00:00Z","seed":1}}
        {"target":
        {"target":{"id":"t"}}
        """);

    assertFails(file).hasMessageStartingWith(file + ":2:");
  }

  @Test
  void anEmptyFolderIsTold() {
    assertFails(dir).hasMessage(dir + ": holds neither result.json nor result.jsonl");
  }

  @Test
  void aMissingFileIsTold() {
    Path file = dir.resolve("none.json");

    assertFails(file).hasMessage(file + ": no such file");
  }

  @Test
  void aRunKilledAsItBeganIsTold() throws IOException {
    Path file = Files.writeString(dir.resolve("result.jsonl"), "{\"schema\":");

    assertFails(file).hasMessage(file + ": holds no whole line: the run was killed as it began");
  }

  private Path file(String json) throws IOException {
    return Files.writeString(dir.resolve("result.json"), json);
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(Path file) {
    return assertThatThrownBy(() -> ResultReader.read(file)).isInstanceOf(ResultException.class);
  }
}
