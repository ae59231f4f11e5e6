package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuitesTest {
  @TempDir private Path root;

  @BeforeEach
  void threeFiles() throws IOException {
    String table = "---\nrow  code\nlow  220\nhigh  500\n";
    write("rfc821/4.1.1/noop", SuiteFiles.text("cite: rfc821#4.1.1\n", "S: ${code}") + table);
    write("rfc821/4.1/quit", SuiteFiles.text("cite: rfc821#4.1\nwas: rfc821/4.1/bye\n", "S: 220"));
    write("relay/open", SuiteFiles.text("", "S: 220"));
  }

  @ParameterizedTest
  @CsvSource({
    "relay/open,                              relay/open",
    "suites/relay/open.smtp,                  relay/open",
    "relay,                                   relay/open",
    "relay/,                                  relay/open",
    "rfc821/4.1,                              rfc821/4.1/quit",
    "rfc821/4.1.1/noop,                       rfc821/4.1.1/noop[low] rfc821/4.1.1/noop[high]",
    "rfc821/4.1.1/noop[low],                  rfc821/4.1.1/noop[low]",
    "rfc821/4.1.1/noop[*w],                   rfc821/4.1.1/noop[low]",
    "rfc821/*/quit,                           rfc821/4.1/quit",
    "**/quit,                                 rfc821/4.1/quit",
    "*821,                                    rfc821/4.1.1/noop[low] rfc821/4.1.1/noop[high]"
        + " rfc821/4.1/quit",
    "rfc821/4.1/bye,                          rfc821/4.1/quit",
    "quit,                                    ''",
    "rfc821/4,                                ''",
    "'',                                      ''",
  })
  void aGlobNamesItsCases(String glob, String ids) throws Exception {
    Suites suites = Suites.load(root);

    List<String> found = suites.select(glob).stream().map(one -> one.id().toString()).toList();

    assertThat(String.join(" ", found)).isEqualTo(ids);
  }

  @Test
  void eachBrokenFileHasAnErrorAndTheOthersAreRead() throws Exception {
    write("relay/broken", "x\n");
    write("relay/crooked", SuiteFiles.text("", "S: ok"));

    Suites suites = Suites.load(root);

    assertThat(suites.cases()).hasSize(4);
    assertThat(suites.errors())
        .extracting(Throwable::getMessage)
        .containsExactly(
            "suites/relay/broken.smtp:1:1: found 'x', expected '---', which begins the front"
                + " matter",
            "suites/relay/crooked.smtp:5:4: found 'ok', expected a reply code, 'any' or 'closed'");
  }

  @Test
  void aBrokenCatalogueIsAnErrorByItself() throws Exception {
    Files.writeString(root.resolve("sections.tsv"), "rfc\tsection\ttitle\n821\t3.1\n");

    assertThatThrownBy(() -> Suites.load(root))
        .isInstanceOf(SuiteException.class)
        .hasMessage("suites/sections.tsv:2:1: found 2 cells, expected 3, parted by tabs");
  }

  @Test
  void aReasonForAnUnknownRuleIsAnError() throws Exception {
    Files.writeString(root.resolve("uncovered.tsv"), "id\treason\nRFC821-X\tnone\n");

    assertThatThrownBy(() -> Suites.load(root))
        .isInstanceOf(SuiteException.class)
        .hasMessage("suites/uncovered.tsv:2:1: found RFC821-X, expected an id of requirements.tsv");
  }

  @Test
  void aSingleFileNeedsNoFolderOfSuites() throws Exception {
    Path file = root.resolve("relay/open.smtp");

    List<Case> cases = Suites.single(file, Catalogue.load(root));

    assertThat(cases).extracting(one -> one.id().toString()).containsExactly("open");
    assertThat(cases.get(0).file()).isEqualTo(file.toString());
  }

  @Test
  void everySuiteOfTheProjectIsRead() throws Exception {
    Suites suites = Suites.load(Path.of("suites"));

    assertThat(suites.errors()).extracting(Throwable::getMessage).isEmpty();
    assertThat(suites.cases()).isNotEmpty();
  }

  private void write(String id, String text) throws IOException {
    Path file = root.resolve(id + ".smtp");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}
