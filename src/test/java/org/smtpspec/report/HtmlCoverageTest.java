package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.CoverageEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.RunInfo;
import org.smtpspec.result.TargetInfo;

class HtmlCoverageTest {
  private static final String EXIM = "container:exim";
  private static final String OTHER = "reference";

  @Test
  void aRowForEachCommandAColumnForEachState() {
    List<HtmlCoverage> tables = HtmlCoverage.of(sample());

    assertThat(tables).extracting(HtmlCoverage::label).containsExactly("exim", "reference");
    assertThat(tables.get(0).states()).containsExactly("GREETED", "READY");
    assertThat(tables.get(0).rows())
        .containsExactly(
            new HtmlCoverage.Row(
                "HELO",
                List.of(
                    new HtmlCoverage.Cell("2 5", "2yz: 7, 5yz: 1", false),
                    new HtmlCoverage.Cell("\u2013", "never reached", true))),
            new HtmlCoverage.Row(
                "STARTTLS",
                List.of(
                    new HtmlCoverage.Cell("", "", false),
                    new HtmlCoverage.Cell("2", "2yz: 1", false))));
  }

  @Test
  void thePageHasNoTableOfTheCasesThatItLacks() throws IOException {
    var out = new StringWriter();

    new HtmlReport().write(sample(), out);

    assertThat(out.toString())
        .contains("<body class=\"caseless\">")
        .contains("<td title=\"2yz: 7, 5yz: 1\">2 5</td>")
        .contains("<td class=\"never\" title=\"never reached\">")
        .doesNotContain("0 in 0 ms");
  }

  private static Result sample() {
    Instant start = Instant.parse("2026-01-02T03:04:05Z");
    return new Result(
        Result.SCHEMA,
        RunInfo.starting("r", start, 1, "0", "fuzz", "").finishedAt(start),
        List.of(TargetInfo.of(EXIM, EXIM), TargetInfo.of(OTHER, OTHER)),
        List.of(),
        List.of(),
        List.of(),
        List.of(
            new CoverageEntry(EXIM, "GREETED", "HELO", Map.of("2yz", 7L, "5yz", 1L)),
            new CoverageEntry(EXIM, "READY", "HELO", Map.of()),
            new CoverageEntry(EXIM, "READY", "STARTTLS", Map.of("2yz", 1L)),
            new CoverageEntry(OTHER, "GREETED", "HELO", Map.of("2yz", 1L))),
        List.of());
  }
}
