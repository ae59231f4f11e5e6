package org.smtpspec.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.suite.Facts;

class TargetFileTest {
  @TempDir private Path folder;

  @Test
  void factsAndInboxAreRead() throws Exception {
    Path file =
        write(
            """
            # the server in the cellar
            domain: mta.test
            mailboxes: [alice@mta.test, "bob@mta.test", carol@mta.test, dave@mta.test]
            sizelimit: 1000
            inbox: maildir:/srv/mail/%u
            engine: {cold: true}
            """);

    TargetFile target = TargetFile.read(file, Set.of("engine"));

    assertThat(target.facts())
        .isEqualTo(
            Map.of(
                "domain", "mta.test",
                "mailbox", "alice@mta.test",
                "mailbox2", "bob@mta.test",
                "mailbox3", "carol@mta.test",
                "sizelimit", "1000"));
    assertThat(target.inbox()).contains("maildir:/srv/mail/%u");
    assertThat(target.all().get("engine").get("cold").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "'',                          ':1: found no keys, expected key: value'",
    "'just text|',               ':1: found no keys, expected key: value'",
    "'domain: a|mailboxes: b|', ':2: found one value, expected a list [a@b, c@d]'",
    "'domain: a|"
        + "colour: b|"
        + "',    ':2: found unknown key ''colour'', expected inbox, mailboxes or one of FACTS'",
    "'domain: [a, b]|',          ':1: found no single value for ''domain'', expected one'",
    "'host: a|missing:|',       ':2: found no single value for ''missing'', expected one'",
    "'mailboxes: [a, [b]]|',     ':1: found no single value for ''mailboxes'', expected one'",
    "'inbox: {a: b}|',           ':1: found no single value for ''inbox'', expected one'",
  })
  void aWrongFileIsAnErrorAtItsLine(String text, String error) throws Exception {
    Path file = write(text.replace('|', '\n'));

    assertThatThrownBy(() -> TargetFile.read(file, Set.of()))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage(file + error.replace("FACTS", String.join(", ", Facts.NAMES)));
  }

  @Test
  void textThatIsNoYamlIsAnErrorAtItsPlace() throws Exception {
    Path file = write("domain: a\nhost: [b\n");

    assertThatThrownBy(() -> TargetFile.read(file, Set.of()))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith(file + ":2:9: found ")
        .hasMessageEndingWith(", expected YAML");
  }

  @Test
  void aKeyTwiceIsAnError() throws Exception {
    Path file = write("domain: a\ndomain: b\n");

    assertThatThrownBy(() -> TargetFile.read(file, Set.of()))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith(file + ":2:")
        .hasMessageContaining("'domain'");
  }

  @Test
  void aFileThatIsMissingIsNamed() {
    Path file = folder.resolve("none.yaml");

    assertThatThrownBy(() -> TargetFile.read(file, Set.of()))
        .isInstanceOf(TargetException.class)
        .hasMessage("cannot read target file " + file + ": no such file");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("target.yaml"), text);
  }
}
