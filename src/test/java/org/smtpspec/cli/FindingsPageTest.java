package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The page of what is known of the servers is generated from their ledgers: with {@code
 * -Dsmtpspec.write=true} this test writes it.
 */
class FindingsPageTest {
  private static final Path PAGE = Path.of("src/site/markdown/findings.md");

  @Test
  void thePageIsThatOfTheLedgers() throws Exception {
    var printed = new ByteArrayOutputStream();
    PrintStream out = System.out;
    String home = System.getProperty("smtpspec.home", "");
    System.setProperty("smtpspec.home", ".");
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run("list", "known", "--format", "markdown")).isZero();
    } finally {
      System.setOut(out);
      System.setProperty("smtpspec.home", home);
    }
    if (Boolean.getBoolean("smtpspec.write")) {
      Files.write(PAGE, printed.toByteArray());
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(PAGE));
  }
}
