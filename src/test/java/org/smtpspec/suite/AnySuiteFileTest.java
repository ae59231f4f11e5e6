package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Any text at all as a suite file: it has cases, or an error of ours. */
class AnySuiteFileTest {
  private static final List<String> PIECES =
      List.of(
          "---\n",
          "\n",
          "title: x\n",
          "level: MUST\n",
          "level: ",
          "rfc5321 ",
          "MAY",
          "cite: ",
          "args: mailbox\n",
          "start: rcpt\n",
          "superseded: rfc821#3 x\n",
          "was: a/b\n",
          "S: 250",
          "S| 5xx !502",
          "S? any because x",
          "S- closed because",
          "S! 220",
          "C: ",
          "+C: ",
          "D: .",
          "R: ",
          "C2: a\n",
          "S2: 220\n",
          "T: pause 1s",
          "T: silence ",
          "T: tls\n",
          "M: a@b ",
          "count 1",
          "octets contain \"",
          "header ~ /",
          "body is \"x\"",
          "${token}",
          "${mailbox}",
          "${upper mailbox}",
          "${local a}",
          "${many 3}",
          "${many 999}",
          "${repeat 3 a}",
          "${repeat 9 \\x00}",
          "${a}",
          "\\x41",
          "\\u{E9}",
          "\\",
          "/",
          "\"",
          " ",
          "  ",
          "\t",
          "row  a\n",
          "x  b\n",
          "(?<a>",
          ")",
          "[",
          "*",
          " ~ /",
          " within 1s",
          " stop",
          " @rfc821",
          " @SHOULD",
          " | ",
          "\u00E9",
          "\r");

  private static Path folder;

  @BeforeContainer
  static void makeFolder() throws IOException {
    folder = Files.createTempDirectory("any-suite");
  }

  @AfterContainer
  static void removeFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("some.smtp"));
    Files.delete(folder);
  }

  @Property(tries = 1000)
  void anyTextIsReadOrRefused(@ForAll("pieces") String text) {
    assertThat(readOrRefused(text)).isTrue();
  }

  @Property(tries = 2000)
  void anyDialogueIsReadOrRefused(@ForAll("pieces") String text) {
    assertThat(readOrRefused("---\ntitle: x\nlevel: MUST\n---\n" + text)).isTrue();
  }

  private static boolean readOrRefused(String text) {
    try {
      List<Case> cases = SuiteFiles.read(folder, text);
      var facts = Facts.examples();
      for (Profile profile : Profile.values()) {
        cases.forEach(one -> one.script(facts, "t1", profile));
        cases.forEach(one -> assertThat(one.level(profile)).isNotNull());
      }
      return !cases.isEmpty();
    } catch (SuiteException e) {
      return e.getMessage().matches("(?s)\\S+:\\d+:\\d+: found .*, expected .+");
    }
  }

  @Provide
  Arbitrary<String> pieces() {
    Arbitrary<String> any = Arbitraries.strings().withCharRange('\t', '\u007F').ofMaxLength(8);
    return Arbitraries.frequencyOf(
            Tuple.of(12, Arbitraries.of(PIECES)),
            Tuple.of(3, Arbitraries.just("\n")),
            Tuple.of(1, any))
        .list()
        .ofMaxSize(30)
        .map(parts -> String.join("", parts));
  }
}
