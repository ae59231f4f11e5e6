package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.result.Result;

/** The page in a real browser; skipped where there is no Chromium. */
class HtmlReportIT {
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome");

  @TempDir Path dir;

  @BeforeAll
  static void needsABrowser() {
    if (browser().isEmpty()) {
      System.out.println("HtmlReportIT is skipped: none of " + NAMES + " is on the PATH");
    }
    assumeTrue(!browser().isEmpty(), "no Chromium on the PATH");
  }

  @Test
  void allCasesAreShownAtFirst() throws Exception {
    String dom = open(Samples.many(40, 3), "");

    assertThat(dom).contains("data-ready=\"40\"", ">40 cases</output>");
    assertThat(dom).doesNotContain("<dialog open");
  }

  @Test
  void theHashFilters() throws Exception {
    String dom = open(Samples.everyVerdict(), "#level=SHOULD&verdict=violates&target=postfix");

    assertThat(dom).contains(">1 of 17 cases</output>");
    assertThat(shownRows(dom)).containsExactly("rfc5321/should/violates[row]");
  }

  @Test
  void freeTextFindsRulesToo() throws Exception {
    String dom = open(Samples.everyVerdict(), "#q=rfc5321-3.3-rcpt-01+tolerated");

    assertThat(dom).contains(">3 of 17 cases</output>");
  }

  @Test
  void differentOnlyHidesWhatAgrees() throws Exception {
    Result result = Samples.many(40, 3);
    long different = result.cases().stream().filter(entry -> entry.differs()).count();

    String dom = open(result, "#different=1");

    assertThat(dom).contains(">" + different + " of 40 cases</output>");
  }

  @Test
  void theHashOpensACaseWithAllTargets() throws Exception {
    String dom = open(Samples.everyVerdict(), "#case=rfc5321/must/violates[row]&at=exim");

    String dialog = dom.substring(dom.indexOf("<dialog"), dom.indexOf("</dialog>"));
    assertThat(dialog)
        .startsWith("<dialog")
        .contains("open=\"\"", "id=\"case-id\">rfc5321/must/violates[row]</span>")
        .contains(
            "<table class=\"replies\">",
            "smtpspec run --target container:postfix 'rfc5321/must/violates[row]'",
            "smtpspec run --target container:exim@strict 'rfc5321/must/violates[row]'")
        .contains("<span class=\"decides\">after 12 ms</span>")
        .contains("<li class=\"server decided violates\">");
    assertThat(dialog.split("<section class=\"side", -1)).hasSize(3);
    assertThat(dialog.split("<section class=\"side chosen\"", -1)).hasSize(2);
  }

  @Test
  void manyTargetsAreFoldedBehindATableOfTheirReplies() throws Exception {
    Result result = Samples.many(60, 8);
    String id = result.cases().get(55).id();

    String dom = open(result, "#case=" + id + "&at=mta4");

    String dialog = dom.substring(dom.indexOf("<dialog"), dom.indexOf("</dialog>"));
    assertThat(dialog).contains("id=\"case-id\">" + id + "</span>");
    assertThat(dialog.split("<tr ", -1)).hasSize(9);
    assertThat(dialog.split("<details class=\"side", -1)).hasSize(9);
    assertThat(dialog.split("<ol class=\"talk\"", -1)).hasSize(2);
  }

  @Test
  void hostileTextRunsNothing() throws Exception {
    String plain = open(Samples.hostile(), "");
    String id = Samples.hostile().cases().get(0).id();
    String hash = "#case=" + java.net.URLEncoder.encode(id, StandardCharsets.UTF_8);

    String opened = open(Samples.hostile(), hash);

    assertThat(plain).contains("data-ready=\"1\"");
    assertThat(opened).contains("open=\"\"", "id=\"case-id\">../../&lt;/script&gt;");
    assertThat(opened.split("<script", -1)).hasSize(3);
    assertThat(opened).doesNotContain("<img");
  }

  private String open(Result result, String hash) throws IOException, InterruptedException {
    Path page = new HtmlReport().write(result, dir);
    Path dom = Files.createTempFile(dir, "dom", ".html");
    Process chromium =
        new ProcessBuilder(
                browser(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + Files.createTempDirectory(dir, "profile"),
                "--virtual-time-budget=20000",
                "--dump-dom",
                page.toUri() + hash)
            .redirectOutput(dom.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(chromium.waitFor(90, TimeUnit.SECONDS)).as("Chromium ended").isTrue();
    } finally {
      chromium.destroyForcibly();
    }
    return Files.readString(dom);
  }

  private static List<String> shownRows(String dom) {
    return Stream.of(dom.split("<tr data-level=", -1))
        .skip(1)
        .filter(row -> !row.substring(0, row.indexOf('>')).contains("hidden"))
        .map(row -> row.replaceFirst("(?s).*?<span class=\"id\">(.*?)</span>.*", "$1"))
        .toList();
  }

  private static String browser() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> new File(folder, name)))
        .filter(File::canExecute)
        .map(File::getPath)
        .findFirst()
        .orElse("");
  }
}
