package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
  private static final String CHECKS =
      """
      checks:
        - name: novrfy
          title: VRFY tells nothing
          cite: "RFC 5321 section 7.3"
          steps:
            - start: helo
              talk: |
                C: VRFY ${mailbox}
                S: 252
        - name: queue-mode
          title: The queue is root's
          cite: "nowhere"
          steps:
            - run: "false"
      """;

  @TempDir Path folder;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
  private String home = "";

  @BeforeEach
  void listen() {
    home = System.getProperty("smtpspec.home", "");
    System.setProperty("smtpspec.home", Path.of("").toAbsolutePath().toString());
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
    System.setProperty("smtpspec.home", home);
  }

  @Test
  void aServerThatFailsACheckIsUnexpectedAndShowsTheEvidence() throws Exception {
    int code = audit(CHECKS, "a");

    assertThat(printed())
        .contains("novrfy      fail", "queue-mode  not-applicable")
        .contains("evidence  S: 220 ");
    assertThat(code).isEqualTo(1);
    assertThat(folder.resolve("a/index.html")).exists();
  }

  @Test
  void aServerThatPassesIsAsExpectedAndTheDifferenceNamesTheCheck() throws Exception {
    int good = audit(CHECKS.replace("S: 252", "S: 250 | 251 | 252"), "a");
    audit(CHECKS, "b");
    printed.reset();

    int code = Main.run("diff", folder.resolve("a").toString(), folder.resolve("b").toString());

    assertThat(good).isZero();
    assertThat(code).isEqualTo(1);
    assertThat(printed()).contains("== audit, newly failing: 1", "novrfy   REGRESSION");
  }

  @Test
  void aBrokenFileIsAnErrorOfItsLineAndNothingIsStarted() throws Exception {
    int code = audit(CHECKS.replace("S: 252", "S: two"), "c");

    assertThat(complained()).startsWith("smtpspec: " + folder.resolve("checks.yaml") + ":9:");
    assertThat(code).isEqualTo(2);
    assertThat(folder.resolve("c")).doesNotExist();
  }

  @Test
  void aServerWithoutChecksNeedsSome() {
    int code = Main.run("audit", "--target", "reference");

    assertThat(complained()).contains("there are no checks for reference: give some with --checks");
    assertThat(code).isEqualTo(2);
  }

  @Test
  void anUnknownCheckIsToldWhichThereAre() throws Exception {
    int code = audit(CHECKS, "d", "--check", "nofun");

    assertThat(complained()).contains("--check nofun: unknown, reference has novrfy, queue-mode");
    assertThat(code).isEqualTo(2);
  }

  private int audit(String checks, String out, String... more) throws Exception {
    Path file = Files.writeString(folder.resolve("checks.yaml"), checks);
    List<String> command =
        List.of(
            "audit",
            "--quiet",
            "--target",
            "reference",
            "--checks",
            file.toString(),
            "--out",
            folder.resolve(out).toString());
    return Main.run(Stream.concat(command.stream(), Stream.of(more)).toArray(String[]::new));
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private String complained() {
    return complained.toString(StandardCharsets.UTF_8);
  }
}
