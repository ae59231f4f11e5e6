package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.Result;

class MarkdownReportTest {
  @Test
  void theReportHasASummaryAndTheFindings() throws IOException {
    Golden.assertMatches("report.md", text(Samples.everyVerdict()));
  }

  @Test
  void hostileTextIsNoMarkup() throws IOException {
    String outsideOfBlocks = text(Samples.hostile()).replaceAll("(?s)(`{3,})text\n.*?\n\\1\n", "");

    assertThat(outsideOfBlocks).contains("\\</script\\>").doesNotContainPattern("(?<!\\\\)[<`\\[]");
  }

  @Test
  void aBlockCannotBeEndedFromWithin() {
    assertThat(MarkdownReport.fence("a ```` b ` c")).isEqualTo("`````");
    assertThat(MarkdownReport.fence("plain")).isEqualTo("```");
  }

  @Test
  void markupIsEscaped() {
    assertThat(MarkdownReport.escaped("a|b www.x.test <i> http://y"))
        .isEqualTo("a\\|b www\\.x.test \\<i\\> http\\://y");
  }

  private static String text(Result result) throws IOException {
    StringBuilder out = new StringBuilder();
    new MarkdownReport(false).write(result, out);
    return out.toString();
  }
}
