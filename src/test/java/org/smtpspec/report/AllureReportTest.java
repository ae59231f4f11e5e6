package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.Result;

class AllureReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path dir;

  @Test
  void thereIsAResultForEachVerdict() throws IOException {
    List<JsonNode> results = results(Samples.everyVerdict());

    StringBuilder all = new StringBuilder();
    for (JsonNode result : results) {
      all.append(result.toPrettyString()).append('\n');
    }
    Golden.assertMatches("allure.txt", all.toString());
  }

  @Test
  void theTranscriptIsAttachedWithTheDecidingEventMarked() throws IOException {
    JsonNode result =
        results(Samples.everyVerdict()).stream()
            .filter(each -> each.get("fullName").asText().equals("rfc5321/must/violates[row]"))
            .findFirst()
            .orElseThrow();

    String source = result.at("/attachments/0/source").asText();
    Golden.assertMatches("allure-attachment.txt", Files.readString(dir.resolve(source)));
  }

  @Test
  void theSameReportMayBeWrittenAgain() throws IOException {
    int once = results(Samples.everyVerdict()).size();

    assertThat(results(Samples.everyVerdict())).hasSize(once);
  }

  @Test
  void noHostileTextChoosesAFileName() throws IOException {
    List<JsonNode> results = results(Samples.hostile());

    assertThat(results)
        .singleElement()
        .satisfies(
            result -> {
              assertThat(result.get("links")).isEmpty();
              assertThat(result.get("description").asText()).contains("\\</script\\>");
            });
    try (Stream<Path> files = Files.walk(dir)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(dir.relativize(file).toString())
                      .matches("[0-9a-f-]{36}-(result\\.json|attachment\\.txt)"))
          .hasSize(2);
    }
  }

  private List<JsonNode> results(Result result) throws IOException {
    new AllureReport().write(result, dir);
    List<JsonNode> results = new ArrayList<>();
    try (Stream<Path> files = Files.list(dir)) {
      for (Path file : files.filter(f -> f.toString().endsWith("-result.json")).toList()) {
        results.add(JSON.readTree(file.toFile()));
      }
    }
    results.sort(Comparator.comparing(r -> r.get("fullName").asText() + r.get("parameters")));
    return results;
  }
}
