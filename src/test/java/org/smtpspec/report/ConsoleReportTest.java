package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;

class ConsoleReportTest {
  @Test
  void usuallyABrokenMustIsUnexpected() throws IOException {
    Golden.assertMatches("console.txt", text(false, false, Samples.everyVerdict()));
  }

  @Test
  void strictlyAlsoShouldAndTolerated() throws IOException {
    Golden.assertMatches("console-strict.txt", text(true, false, Samples.everyVerdict()));
  }

  @Test
  void colourChangesNoWord() throws IOException {
    String plain = text(false, false, Samples.everyVerdict());
    String coloured = text(false, true, Samples.everyVerdict());

    assertThat(plain).doesNotContain("\u001b");
    assertThat(coloured).contains("\u001b[1;31m");
    assertThat(coloured.replaceAll("\u001b\\[[0-9;]*m", "")).isEqualTo(plain);
  }

  @Test
  void afterFortyItSaysHowManyMore() throws IOException {
    List<CaseEntry> cases = new ArrayList<>();
    for (int i = 0; i < 45; i++) {
      CaseEntry entry = Samples.entry("case" + i, "suite", Level.MUST);
      cases.add(entry.with(Samples.verdict(Samples.EXIM, entry, Outcome.VIOLATES)));
    }
    String text = text(false, false, Result.of(Samples.RUN, List.of(Samples.EXIM), cases));

    assertThat(text)
        .startsWith("== exim: 45 unexpected\n")
        .contains("case39   VIOLATES", "... and 5 more, in the report\n")
        .doesNotContain("case40   VIOLATES");
  }

  @Test
  void nothingHostileReachesTheTerminal() throws IOException {
    assertThat(text(true, false, Samples.hostile())).matches("[ -~\n]*");
  }

  private static String text(boolean strict, boolean colour, Result result) throws IOException {
    StringBuilder out = new StringBuilder();
    new ConsoleReport(strict, colour, "reports/latest/index.html").write(result, out);
    return out.toString();
  }
}
