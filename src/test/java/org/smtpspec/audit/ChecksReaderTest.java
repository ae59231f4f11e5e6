package org.smtpspec.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpspec.suite.SuiteException;

class ChecksReaderTest {
  private static final String GOOD =
      """
      checks:
        - name: novrfy
          title: VRFY tells nothing
          cite: "postconf(5)"
          applies:
            run: test -e /etc/mail
            otherwise: there is no mail here
          steps:
            - prepare: true
              user: alice
            - run: mailq
              user: alice
              status: any
              prints: "^not (permitted)"
              lacks: empty
              within: 5s
              failing: he sees it
            - start: helo
              talk: |
                C: VRFY ${mailbox}
                S: 252
              from: inside
          cleanup: rm -f /tmp/x
      """;

  @TempDir Path folder;

  static Stream<Path> checksOfServers() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("containers"), 2)) {
      List<Path> found = files.filter(file -> file.endsWith("audit.yaml")).toList();
      return found.stream();
    }
  }

  @ParameterizedTest
  @MethodSource("checksOfServers")
  void theChecksOfEachServerCanBeRead(Path file) throws Exception {
    assertThat(ChecksReader.read(file, file.toString())).isNotEmpty();
  }

  @Test
  void everyKeyIsRead() throws Exception {
    Check check = read(GOOD).get(0);

    assertThat(check.name()).isEqualTo("novrfy");
    assertThat(check.condition().orElseThrow().otherwise()).isEqualTo("there is no mail here");
    assertThat(check.cleanup()).contains("rm -f /tmp/x");
    assertThat(check.steps()).hasSize(3);
    assertThat(check.steps().get(0)).isEqualTo(new Step.Prepare("true", "alice"));
    var run = (Step.Run) check.steps().get(1);
    assertThat(run.status()).isEmpty();
    assertThat(run.prints().orElseThrow().matcher("a\nnot permitted").find()).isTrue();
    assertThat(run.within()).hasSeconds(5);
    assertThat(((Step.Talk) check.steps().get(2)).from()).isEqualTo("inside");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: VRFY tells nothing | colour: red             | 3:5: found unknown key 'colour'",
        "name: novrfy              | name: No Vrfy           | 2:11: found 'No Vrfy', expected a name",
        "lacks: empty              | lackes: empty           | 15:9: found unknown key 'lackes'",
        "lacks: empty              | lacks: '(('             | 15:16: found /((/: ",
        "status: any               | status: no              | 13:17: found 'no', expected an exit",
        "within: 5s                | within: 90s             | 16:17: found '90s', expected a time",
        "from: inside              | from: above             | 22:15: found unknown vantage 'above'",
        "start: helo               | start: hello            | 18:16: found 'hello'",
        "S: 252                    | S: two                  | 21:",
        "S: 252                    | S: 252 ~ /((/           | 21:",
        "C: VRFY ${mailbox}        | C: VRFY ${colour}       | 20:",
        "- prepare: true           | - paint: true           | 9:9: found no kind of step",
        "cite: \"postconf(5)\"     | cite: \"\"              | 4:11: found nothing, expected text",
        "user: alice               | user: $(reboot)         | 10:15: found '$(reboot)'",
      })
  void anErrorNamesFileAndLine(String part, String instead, String error) {
    String broken = GOOD.replaceFirst(java.util.regex.Pattern.quote(part), quoted(instead));

    assertThatThrownBy(() -> read(broken))
        .isInstanceOf(SuiteException.class)
        .hasMessageStartingWith("a.yaml:" + error);
  }

  private static String quoted(String text) {
    return java.util.regex.Matcher.quoteReplacement(text);
  }

  @Test
  void aCheckThatCannotFailIsAnError() {
    String broken =
        """
        checks:
          - name: a
            title: b
            cite: c
            steps:
              - prepare: true
        """;

    assertThatThrownBy(() -> read(broken))
        .hasMessageContaining(":6:7: found no step that can fail");
  }

  @Test
  void aNameStandsForOneCheck() {
    String second = GOOD.substring(GOOD.indexOf('\n') + 1);

    assertThatThrownBy(() -> read(GOOD + second))
        .hasMessageContaining("found a second check 'novrfy'");
  }

  private List<Check> read(String text) throws IOException, SuiteException {
    return ChecksReader.read(Files.writeString(folder.resolve("a.yaml"), text), "a.yaml");
  }
}
