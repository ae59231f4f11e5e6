package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.KillMatrix;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;

/**
 * The pages driven in a real browser as by a reader, and reports of every format opened there that
 * are full of attacks. Skipped where there is no Chromium; {@code containers/with-engine} brings it
 * where it can. Screenshots are in {@code target/screenshots}.
 */
class MatrixIT {
  private static final int PHONE = 390;

  @TempDir private static Path folder;
  private static Browser browser;

  @BeforeAll
  static void start() throws Exception {
    if (Browser.installed().isEmpty()) {
      System.out.println("MatrixIT is skipped: none of " + Browser.NAMES + " is on the PATH");
    }
    assumeTrue(Browser.installed().isPresent(), "no Chromium on the PATH");
    browser = Browser.start(folder);
  }

  @AfterAll
  static void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  static Stream<Result> results() {
    return Stream.of(
        Samples.everyVerdict(), Samples.many(40, 3), Samples.many(60, 8), Samples.hostile());
  }

  @Test
  void whatIsTypedFilters() throws Exception {
    open(Samples.many(40, 3), 1280, "");
    long quits = shown("QUIT");

    browser.click(".filters input[type=search]");
    browser.type("quit closes");

    assertThat(quits).isBetween(1L, 39L);
    browser.await("document.querySelector('.shown').textContent === '" + quits + " of 40 cases'");
    assertThat(rows()).isEqualTo(quits);
    screenshot("filter");
    browser.click(".filters button[type=reset]");
    browser.await("document.querySelector('.shown').textContent === '40 cases'");
  }

  private static long shown(String word) {
    return Samples.many(40, 3).cases().stream()
        .map(CaseEntry::title)
        .filter(title -> title.contains(word))
        .count();
  }

  @Test
  void aCellOpensItsCaseAndEscapeClosesIt() throws Exception {
    open(Samples.everyVerdict(), 1280, "");
    String first = "tbody.rows tr:not([hidden]) td[role]";
    String id = browser.evaluate("document.querySelector('.rows .id').textContent").asText();

    browser.click(first);

    browser.await("document.querySelector('dialog').open");
    assertThat(browser.evaluate("document.querySelector('#case-id').textContent").asText())
        .isEqualTo(id);
    assertThat(browser.evaluate("document.querySelectorAll('dialog .talk').length").asInt())
        .isPositive();
    screenshot("case");
    browser.press("ArrowRight", 39);
    browser.await("document.querySelector('#case-id').textContent !== '" + id + "'");
    browser.press("Escape", 27);
    browser.await("!document.querySelector('dialog').open");
  }

  @Test
  void differentOnlyLeavesWhereServersDiffer() throws Exception {
    Result result = Samples.many(40, 3);
    long different = result.cases().stream().filter(CaseEntry::differs).count();
    open(result, 1280, "");

    browser.click(".filters input[name=different]");

    assertThat(different).isBetween(1L, 39L);
    browser.await(
        "document.querySelector('.shown').textContent === '" + different + " of 40 cases'");
    assertThat(rows()).isEqualTo(different);
    screenshot("different");
  }

  @Test
  void theSummaryFilters() throws Exception {
    open(Samples.many(40, 3), 1280, "");
    String button = "button[data-verdict=violates][data-target=exim]";
    long violates =
        Samples.many(40, 3).cases().stream()
            .flatMap(entry -> entry.results().stream())
            .filter(one -> one.target().equals("exim") && one.verdict() == Outcome.VIOLATES)
            .count();

    browser.click(button);

    browser.await(
        "document.querySelector('.shown').textContent === '" + violates + " of 40 cases'");
  }

  @ParameterizedTest
  @MethodSource("results")
  void aPhoneNeedNotScrollSideways(Result result) throws Exception {
    open(result, PHONE, "");
    screenshot("phone-" + result.cases().size() + "-" + result.targets().size());
    assertThat(width()).as("the page, for %s", stickingOut()).isLessThanOrEqualTo(PHONE);

    browser.click("tbody.rows tr:not([hidden]) td[role]");
    browser.await("document.querySelector('dialog').open");
    screenshot("phone-case-" + result.cases().size() + "-" + result.targets().size());

    assertThat(width()).as("below, for %s", stickingOut()).isLessThanOrEqualTo(PHONE);
    assertThat(browser.evaluate("document.querySelector('dialog').scrollWidth").asInt())
        .as("the case")
        .isLessThanOrEqualTo(PHONE);
  }

  @Test
  void attacksInTheMatrixRunNothing() throws Exception {
    open(Samples.hostile(), 1280, "");
    harmless();

    browser.click("tbody.rows td[role]");
    browser.await("document.querySelector('dialog').open");
    screenshot("hostile-case");
    browser.evaluate("document.querySelectorAll('details').forEach((one) => one.open = true)");

    harmless();
    browser.press("Escape", 27);
    screenshot("hostile");
  }

  @Test
  void attacksInTheKillMatrixRunNothing() throws Exception {
    String attack = Samples.ATTACK;
    var caught = new KillMatrix.Catch(attack, attack, attack, Outcome.VIOLATES);
    var rows =
        List.of(
            new KillMatrix.Row(attack, attack, attack, attack, false, List.of(caught)),
            new KillMatrix.Row(attack, attack, attack, attack, true, List.of()));
    var unfailing = List.of(new KillMatrix.Unfailing(attack, attack, attack));
    Path page =
        new KillReport()
            .write(
                new KillMatrix(attack, 2, rows, unfailing), Files.createTempDirectory(folder, "k"));

    browser.open(page, "");

    harmless();
    screenshot("hostile-kills");
  }

  /** A browser that is shown a file has to take it for what it is: text, XML, JSON. */
  @Test
  void attacksInTheOtherFormatsRunNothing() throws Exception {
    Path place = Files.createTempDirectory(folder, "formats");
    try (Writer out = Files.newBufferedWriter(place.resolve("report.md"))) {
      new MarkdownReport(true).write(Samples.hostile(), out);
    }
    try (Writer out = Files.newBufferedWriter(place.resolve("junit.xml"))) {
      new JunitXmlReport(true).write(Samples.hostile(), out);
    }
    new AllureReport().write(Samples.hostile(), place);
    List<Path> files;
    try (Stream<Path> all = Files.list(place)) {
      files = all.sorted().toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(4);

    for (Path file : files) {
      browser.open(file, "");

      assertThat(browser.misdeeds()).as("%s", file).isEmpty();
    }
  }

  /** Nothing ran, nothing was asked for, and nothing waits to run. */
  private static void harmless() throws Exception {
    assertThat(browser.misdeeds()).isEmpty();
    String strange =
        "[...document.querySelectorAll('img, iframe, object, embed, svg, style ~ style,"
            + " base')].concat([...document.querySelectorAll('*')].filter((one) =>"
            + " [...one.attributes].some((each) => each.name.startsWith('on') ||"
            + " /^\\s*javascript:/i.test(each.value)))).map((one) => one.outerHTML)";
    assertThat(browser.evaluate(strange)).isEmpty();
    String scripts = "document.querySelectorAll('script').length";
    assertThat(browser.evaluate(scripts).asInt()).isLessThanOrEqualTo(2);
    String links = "[...document.querySelectorAll('a')].map((one) => one.getAttribute('href'))";
    assertThat(browser.evaluate(links))
        .allSatisfy(
            link -> assertThat(link.asText()).matches("(https://www\\.rfc-editor\\.org/|#).*"));
  }

  private static void open(Result result, int width, String hash) throws Exception {
    browser.resize(width, 844);
    browser.open(new HtmlReport().write(result, Files.createTempDirectory(folder, "page")), hash);
    browser.await("document.documentElement.dataset.ready");
  }

  private static long rows() throws Exception {
    return browser
        .evaluate(
            "[...document.querySelectorAll('tbody.rows tr')].filter((one) => one.offsetParent)"
                + ".length")
        .asLong();
  }

  private static int width() throws Exception {
    return browser.evaluate("document.documentElement.scrollWidth").asInt();
  }

  /** What ends right of the page, and is in no frame that scrolls by itself. */
  private static String stickingOut() throws Exception {
    return browser
        .evaluate(
            "[...document.querySelectorAll('body *')].filter((one) =>"
                + " one.getBoundingClientRect().right > innerWidth + 1"
                + " && !one.closest('.scroll, .matrix.wide, .cards'))"
                + ".map((one) => one.outerHTML.slice(0, 80)).slice(0, 5)")
        .toString();
  }

  private static void screenshot(String name) throws Exception {
    browser.screenshot(Path.of("target", "screenshots", name + ".png"));
  }
}
