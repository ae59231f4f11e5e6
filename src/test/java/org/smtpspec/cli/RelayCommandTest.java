package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayCommandTest {
  private static final String POLICY =
      """
      title: Nobody may relay
      cells:
        - senders: [external, local]
          recipients: [plain, mailbox]
      rules:
        - expect: not-relayed
        - recipients: mailbox
          expect: deliver
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
  void aServerThatKeepsThePolicyIsAsExpected() throws Exception {
    int code = relay("reference", "a");

    assertThat(printed()).contains("4 cells on 1 target, 0 not as the policy says");
    assertThat(code).isZero();
    assertThat(folder.resolve("a/index.html")).exists();
  }

  @Test
  void aChangeThatOpensCellsTurnsTheDifferenceRedAndNamesThem() throws Exception {
    relay("reference", "a");
    int after = relay("reference@local-sender", "b");
    printed.reset();

    int code = Main.run("diff", folder.resolve("a").toString(), folder.resolve("b").toString());

    assertThat(after).isEqualTo(1);
    assertThat(code).isEqualTo(1);
    assertThat(printed())
        .contains("== relay, opened: 1")
        .contains("outside ehlo local plain   REGRESSION")
        .contains("is   relayed, expected not-relayed");
  }

  @Test
  void settingsOfAServerThatHasNoneAreAnError() {
    int code = Main.run("relay", "--settings", "--target", "reference");

    assertThat(code).isEqualTo(2);
    assertThat(complained.toString(StandardCharsets.UTF_8))
        .contains("--settings: reference has none");
  }

  @Test
  void aBrokenPolicyIsAnErrorOfItsLineAndNothingIsSent() throws Exception {
    Path file = Files.writeString(folder.resolve("p.yaml"), POLICY.replace("plain", "plane"));

    int code =
        Main.run("relay", "--policy", file.toString(), "--out", folder.resolve("c").toString());

    assertThat(complained.toString(StandardCharsets.UTF_8))
        .startsWith("smtpspec: " + file + ":4:18: found unknown recipient 'plane', expected ");
    assertThat(code).isEqualTo(2);
    assertThat(folder.resolve("c")).doesNotExist();
  }

  @Test
  void anUnknownVariantIsToldWhichThereAre() {
    int code = Main.run("relay", "--target", "reference@closed");

    assertThat(complained.toString(StandardCharsets.UTF_8))
        .contains("unknown variant 'closed' of reference; there are open, drops, bounces");
    assertThat(code).isEqualTo(2);
  }

  private int relay(String target, String out) throws Exception {
    Path file = Files.writeString(folder.resolve("policy.yaml"), POLICY);
    return Main.run(
        "relay",
        "--quiet",
        "--target",
        target,
        "--policy",
        file.toString(),
        "--out",
        folder.resolve(out).toString());
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
