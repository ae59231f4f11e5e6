package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Listed;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetVerdict;

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
  void theCasesAreCarriedWithTimesToATenth() throws Exception {
    Result result = Samples.many(PackedCases.PART + 1, 2);
    JsonNode packed = packed(text(result));

    assertThat(packed.get("parts")).hasSize(2);
    List<CaseEntry> carried = new ArrayList<>();
    for (JsonNode part : packed.get("parts")) {
      Path file = Files.writeString(dir.resolve("part.json"), unpacked(part.asText()));
      carried.addAll(ResultReader.read(file).cases());
    }
    assertThat(carried.toString().replaceAll("ms=[0-9.]+", "ms"))
        .isEqualTo(result.cases().toString().replaceAll("ms=[0-9.]+", "ms"));
    assertThat(carried.get(0).results().get(0).ms()).isEqualTo(15.3);
    assertThat(unpacked(packed.get("words").asText()).lines())
        .hasSize(PackedCases.PART + 1)
        .first()
        .isEqualTo("RFC5321-3.3-RCPT-00 rfc5321#1.1 RCPT");
  }

  @Test
  void aHostileDocumentIsCarriedAsItIs() throws Exception {
    JsonNode packed = packed(text(Samples.hostile()));

    String part = unpacked(packed.get("parts").get(0).asText());
    assertThat(new ObjectMapper().readTree(part).at("/cases/0"))
        .isEqualTo(
            new ObjectMapper().readTree(ResultWriter.toJson(Samples.hostile())).at("/cases/0"));
  }

  @Test
  void fromFourTargetsOnATableTakesThePlaceOfCards() throws IOException {
    String page = text(Samples.many(10, 4));

    assertThat(page)
        .doesNotContain("class=\"cards\"")
        .contains("<tbody class=\"servers\">")
        .contains(
            "<th scope=\"row\" class=\"case keyword\">8BITMIME</th>"
                + "<td>\u2713</td><td>\u2713</td><td>\u2013</td><td>\u2013</td>")
        .contains("class=\"case\">software</th><td>Postfix 3.7.11</td><td>Exim 4.96</td>");
  }

  @Test
  void whatMostOfferIsNotOdd() throws IOException {
    String page = text(Samples.many(10, 5));

    assertThat(page)
        .contains(
            "<th scope=\"row\" class=\"case keyword\">VRFY</th>"
                + "<td class=\"odd\">\u2713</td><td>\u2013</td>");
  }

  @Test
  void anUnexpectedPassIsTold() throws IOException {
    CaseEntry entry = Samples.entry("a/b", "a", Level.MUST);
    TargetVerdict gone =
        Samples.verdict(Samples.EXIM, entry, Outcome.CONFORMS)
            .withListed(new Listed(Outcome.VIOLATES, "suites/known/exim.known:3", "<so>"));

    String page = text(Result.of(Samples.RUN, List.of(Samples.EXIM), List.of(entry.with(gone))));

    assertThat(page)
        .contains(
            "<a href=\"#case&#61;a%2Fb&amp;at&#61;exim\">a/b</a> on exim: conforms, listed as violates")
        .contains("<code>suites/known/exim.known:3</code>, because &lt;so&gt;")
        .contains("<td class=\"conforms gone\">503");
  }

  @Test
  void manyCasesOnManyTargetsStaySmall() throws IOException {
    Path file = new HtmlReport().write(Samples.many(300, 8), dir.resolve("new/folder"));

    assertThat(file).hasFileName("index.html");
    assertThat(Files.size(file)).isLessThan(400_000);
  }

  private static JsonNode packed(String page) throws IOException {
    String start = "<script type=\"application/json\" id=\"result\">";
    int from = page.indexOf(start) + start.length();
    return new ObjectMapper().readTree(page.substring(from, page.indexOf("</script>", from)));
  }

  private static String unpacked(String base64) throws IOException {
    var deflated = new ByteArrayInputStream(Base64.getDecoder().decode(base64));
    try (var in = new InflaterInputStream(deflated, new Inflater(true))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String text(Result result) throws IOException {
    StringWriter out = new StringWriter();
    new HtmlReport().write(result, out);
    return out.toString();
  }
}
