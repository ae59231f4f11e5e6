package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.smtpspec.result.Samples.EXIM;
import static org.smtpspec.result.Samples.RUN;
import static org.smtpspec.result.Samples.entry;
import static org.smtpspec.result.Samples.verdict;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultSchemaTest {
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(Outcome.class)
  void aWrittenDocumentIsValid(Outcome outcome) throws IOException {
    try (ResultWriter writer = ResultWriter.open(dir, RUN, List.of(EXIM))) {
      writer.updateTarget(
          new TargetInfo("exim", "", "Exim \u00e9", "i", "220 \u0000\u202e", List.of("\u001b[2J")));
      writer.add(entry("a"), verdict("exim", outcome, "250 \u0007\u00ff").withLevel(Level.MAY));
      writer.add(entry("b"), TargetVerdict.of("exim", outcome, "why", 0, List.of()));
      writer.add(
          new RelayEntry(
              "exim", "v", "ehlo", "\r\n", "", "<>", "<u@X>", "relayed", "", "", "", List.of()));
      writer.add(
          new FuzzEntry(
              "exim", "p", 1, 1, 1, 1, 200, List.of(new FuzzEntry.Finding("f", "\u0001"))));
      writer.add(new CoverageEntry("exim", "READY", "MAIL", Map.of("2yz", 3L, "5yz", 1L)));
      writer.add(new CoverageEntry("exim", "MAILED", "HELP", Map.of()));
      for (AuditVerdict verdict : AuditVerdict.values()) {
        writer.add(new AuditEntry("exim", verdict.json(), "t", "", verdict, "", List.of("\u0007")));
      }
    }

    assertThat(errors(Files.readString(dir.resolve("result.json")))).isEmpty();
  }

  @Test
  void anUnknownPropertyIsInvalid() throws IOException {
    String document = document().replace("\"seed\":", "\"colour\": 1, \"seed\":");

    assertThat(errors(document)).singleElement().asString().contains("colour");
  }

  @Test
  void aRawControlCharacterIsInvalid() throws IOException {
    String document = document().replace("HELO a\\\\r", "HELO a\\u0007");

    assertThat(errors(document)).isNotEmpty().allSatisfy(e -> assertThat(e).contains("pattern"));
  }

  @Test
  void anEventOfATranscriptIsOneLine() throws IOException {
    assertThat(document().lines())
        .contains(
            "            { \"ms\": 1.5, \"from\": \"S\", \"octets\": \"250 ok\\\\r\\\\n\" },",
            "      \"cite\": [ \"rfc821#4.1.1\" ],",
            "          \"verdict\": \"conforms\",");
  }

  @Test
  void aCommandInAStateIsOneLine() throws IOException {
    try (ResultWriter writer = ResultWriter.open(dir, RUN, List.of(EXIM))) {
      writer.add(new CoverageEntry("exim", "READY", "MAIL", Map.of("5yz", 1L, "2yz", 3L)));
    }

    assertThat(Files.readString(dir.resolve("result.json")).lines())
        .contains(
            "    { \"target\": \"exim\", \"state\": \"READY\", \"command\": \"MAIL\","
                + " \"replies\": { \"2yz\": 3, \"5yz\": 1 } }");
  }

  private String document() throws IOException {
    Result result =
        Result.of(
            RUN,
            List.of(EXIM),
            List.of(entry("a").with(verdict("exim", Outcome.CONFORMS, "250 ok"))));
    return Files.readString(ResultWriter.write(result, dir));
  }

  private static List<String> errors(String document) throws IOException {
    try (InputStream in = Result.class.getResourceAsStream("smtpspec.result-1.schema.json")) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(text, InputFormat.JSON);
      List<Error> errors =
          schema.validate(
              document,
              InputFormat.JSON,
              context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
      return errors.stream().map(Error::toString).toList();
    }
  }
}
