package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultWriter;

class HtmlReportTest {
  @TempDir Path dir;

  @Test
  void theMatrixIsThereWithoutScripts() throws IOException {
    String page =
        text(Samples.everyVerdict())
            .replaceAll("(?s)<style>.*?</style>", "<style>...</style>")
            .replaceAll("(?s)(<script[^>]*>).*?</script>", "$1...</script>");

    Golden.assertMatches("page.html", page);
  }

  @Test
  void thePageNeedsNoNetwork() throws IOException {
    String page = text(Samples.everyVerdict());

    assertThat(page)
        .doesNotContainPattern("(?i)<(link|img|iframe|object|embed)\\b")
        .doesNotContainPattern("(?i)<script[^>]*\\bsrc=")
        .doesNotContainPattern("(?i)@import|url\\(");
  }

  @Test
  void hostileTextIsNoMarkup() throws IOException {
    String page = text(Samples.hostile());

    assertThat(page.split("<script", -1)).hasSize(3);
    assertThat(page.split("</script", -1)).hasSize(3);
    assertThat(page).contains("&lt;script&gt;alert(1)").doesNotContain("<img", "href=\"javascript");
    assertThat(page).matches("(?s)[\\n -~\u2013\u2190\u2192\u2248\u2713\u2717]*");
  }

  @Test
  void theDocumentIsCarriedUnchanged() throws IOException {
    String page = text(Samples.hostile());

    String start = "<script type=\"application/json\" id=\"result\">";
    int from = page.indexOf(start) + start.length();
    String json = page.substring(from, page.indexOf("</script>", from));
    assertThat(json).doesNotContain("<", ">", "&");
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(json))
        .isEqualTo(mapper.readTree(ResultWriter.toJson(Samples.hostile())));
  }

  @Test
  void separatorsOfLinesAreEscapedForScripts() {
    assertThat(HtmlReport.forScript("\u2028\u2029</script>"))
        .isEqualTo("\\u2028\\u2029\\u003c/script\\u003e");
  }

  @Test
  void manyCasesOnManyTargetsStaySmall() throws IOException {
    Path file = new HtmlReport().write(Samples.many(300, 8), dir.resolve("new/folder"));

    assertThat(file).hasFileName("index.html");
    assertThat(Files.size(file)).isLessThan(4_000_000);
  }

  private static String text(Result result) throws IOException {
    StringWriter out = new StringWriter();
    new HtmlReport().write(result, out);
    return out.toString();
  }
}
