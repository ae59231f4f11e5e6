package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.suite.Facts;

/** What a user reads who asks for something that cannot be: one line, and where help is. */
class MainTest {
  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
  private final String home = System.getProperty("smtpspec.home", "");

  @TempDir private Path folder;

  @BeforeEach
  void capture() throws Exception {
    Path suites = Files.createDirectories(folder.resolve("suites/relay"));
    Files.writeString(
        suites.resolve("greets.smtp"), "---\ntitle: It greets\nlevel: MUST\n---\nS: 220\n");
    System.setProperty("smtpspec.home", folder.toString());
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void release() {
    System.setOut(out);
    System.setErr(err);
    if (home.isEmpty()) {
      System.clearProperty("smtpspec.home");
    } else {
      System.setProperty("smtpspec.home", home);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      value = {
        "run --profile rfc822       # unknown profile 'rfc822', expected rfc821, rfc1123, rfc5321",
        "run --jobs 0               # --jobs 0: expected 1 to 256",
        "run --jobs 257             # --jobs 257: expected 1 to 256",
        "run --guard 0              # --guard 0: expected 1 to 600 seconds",
        "run relay/greet            # no case 'relay/greet'; the nearest is 'relay/greets'",
        "run --suite rely/greets    # no case 'rely/greets'; the nearest is 'relay/greets'",
        "list cases --suite nothing # no case 'nothing'; the nearest is 'relay/greets'",
        "lint no-such-file.smtp     # no file or folder no-such-file.smtp",
        "run --target smtp://192.0.2.1:25 # 192.0.2.1 is not a loopback address: name it again with"
            + " --authorized 192.0.2.1 if you may test it",
        "run --target smtp://127.0.0.1:99999 # target 'smtp://127.0.0.1:99999' is not"
            + " smtp://HOST:PORT with a port from 1 to 65535",
        "run --target smtp://127.0.0.1:25 --inbox imap:x # unknown inbox 'imap:x', expected"
            + " maildir:PATH or mbox:PATH, with %u for the local part",
        "run --target smtp://127.0.0.1:25 --target-file none.yaml # cannot read target file"
            + " none.yaml: no such file",
        "run --target reference --target reference # target 'reference' is given twice",
        "run --target container:exim --image qmail=x # --image qmail: no target is container:qmail",
        "run --mailbox alice        # mailbox 'alice' is not an address local@domain",
      })
  void aWrongUseIsOneLine(String command, String line) {
    int code = Main.run(command.split(" "));

    assertThat(complaint()).containsExactly("smtpspec: " + line);
    assertThat(code).isEqualTo(2);
    assertThat(folder.resolve("reports")).doesNotExist();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      value = {
        "run --targt reference # smtpspec: Unknown option: '--targt' # did you mean --target #"
            + " smtpspec run",
        "run --jobs many       # smtpspec: Invalid value for option '--jobs': 'many' is not an int"
            + " # # smtpspec run",
        "list casis            # smtpspec: Invalid value for positional parameter at index 0"
            + " (WHAT): expected one of # # smtpspec list",
        "list                  # smtpspec: Missing required parameter: 'WHAT' # # smtpspec list",
        "rum                   # smtpspec: Unmatched argument at index 0: 'rum' # did you mean #"
            + " smtpspec",
        "run --fact colour     # smtpspec: Value for option option '--fact' # # smtpspec run",
        "run --out             # smtpspec: Missing required parameter for option '--out' (DIR) # #"
            + " smtpspec run",
      })
  void aWrongOptionIsOneLineAndWhereHelpIs(
      String command, String line, String suggestion, String helped) {
    int code = Main.run(command.split(" "));

    List<String> complaint = complaint();
    assertThat(complaint.get(0)).startsWith(line);
    assertThat(complaint).hasSize(suggestion == null ? 2 : 3);
    assertThat(complaint.get(1)).contains(suggestion == null ? "" : suggestion);
    assertThat(complaint.get(complaint.size() - 1)).isEqualTo("  see '" + helped + " --help'");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void anUnknownFactIsToldWhichThereAre() {
    int code = Main.run("run", "--fact", "colour=red");

    assertThat(complaint())
        .containsExactly(
            "smtpspec: --fact colour: unknown, expected one of " + String.join(", ", Facts.NAMES));
    assertThat(code).isEqualTo(2);
  }

  @Test
  void anUnknownTargetIsToldWhichThereAre() {
    int code = Main.run("run", "--target", "postfix");

    assertThat(complaint()).hasSize(1);
    assertThat(complaint().get(0))
        .startsWith("smtpspec: unknown target 'postfix'; there are ")
        .contains("reference", "smtp://HOST:PORT");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void aBrokenSuiteIsAnErrorOfItsLine() throws Exception {
    Files.writeString(folder.resolve("suites/relay/broken.smtp"), "S: 220\n");

    int code = Main.run("run");

    assertThat(complaint())
        .containsExactly(
            "smtpspec: suites/relay/broken.smtp:1:1: found 'S: 220', expected '---', which begins"
                + " the front matter");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void lintPrintsTheFirstErrorOfEachFile() throws Exception {
    Files.writeString(folder.resolve("suites/relay/broken.smtp"), "S: 220\n");

    int code = Main.run("lint");

    assertThat(printed())
        .containsExactly(
            "suites/relay/broken.smtp:1:1: found 'S: 220', expected '---', which begins the front"
                + " matter",
            "1 cases, 0 relay policies, 1 files with errors");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void explainTellsTheRuleTheDialogueWhatWasSeenAndHowToHaveItAgain() {
    String out = folder.resolve("out").toString();
    Main.run("run", "--target", "reference", "--quiet", "--out", out, "relay/greets");

    int code = Main.run("explain", "relay/greets", "--result", out);

    assertThat(printed())
        .contains(
            "relay/greets",
            "  reading   the connection: 220",
            "  file      suites/relay/greets.smtp",
            "  seen      reference conforms",
            "    S: 220 mx.mta.test ESMTP smtpspec reference server\\r\\n",
            "  again     smtpspec run --target TARGET 'relay/greets'");
    assertThat(code).isZero();
  }

  @Test
  void runIntoAFolderWithoutAStoppedRunIsNotResumed() {
    String out = folder.resolve("out").toString();

    int code = Main.run("run", "--target", "reference", "--out", out, "--resume");

    assertThat(complaint().get(0))
        .endsWith("no run was stopped here: there is no " + out + "/result.jsonl");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void withoutSuitesThereIsNothingToRun() throws Exception {
    Files.delete(folder.resolve("suites/relay/greets.smtp"));

    int code = Main.run("run", "relay");

    assertThat(complaint()).containsExactly("smtpspec: there are no cases");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void aHomeWithoutSuitesIsNamed() {
    System.setProperty("smtpspec.home", folder.resolve("elsewhere").toString());

    int code = Main.run("list", "cases");

    assertThat(complaint())
        .containsExactly("smtpspec: no suites in " + folder.resolve("elsewhere"));
    assertThat(code).isEqualTo(2);
  }

  @Test
  void anOutThatIsAFileIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("file"), "");

    int code = Main.run("run", "--out", file.toString());

    assertThat(complaint()).hasSize(1);
    assertThat(complaint().get(0)).startsWith("smtpspec: ").contains(file.toString());
    assertThat(code).isEqualTo(2);
  }

  @Test
  void controlSignsOfTheUserAreShown() {
    Main.run("run", "a\u001B[2Jb");

    assertThat(complaint())
        .containsExactly("smtpspec: no case 'a\\x1B[2Jb'; the nearest is 'relay/greets'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "run --help", "list --help", "lint --help", "--version", ""})
  void helpIsNoError(String command) {
    int code = Main.run(command.isEmpty() ? new String[0] : command.split(" "));

    assertThat(printed()).isNotEmpty();
    assertThat(complaint()).isEmpty();
    assertThat(code).isZero();
  }

  private List<String> complaint() {
    return complained.toString(StandardCharsets.UTF_8).lines().toList();
  }

  private List<String> printed() {
    return printed.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
