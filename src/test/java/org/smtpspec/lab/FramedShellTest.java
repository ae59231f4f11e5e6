package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FramedShellTest {
  @TempDir Path folder;

  private LocalShell shell;

  @BeforeEach
  void open() throws Exception {
    shell = new LocalShell();
  }

  @AfterEach
  void close() {
    shell.close();
  }

  @Test
  void everyOctetSurvives() throws Exception {
    var all = new StringBuilder();
    for (int i = 0; i < 100_000; i++) {
      all.append((char) (i * 31 % 256));
    }
    Path file = folder.resolve("it's all");
    Files.write(file, all.toString().getBytes(StandardCharsets.ISO_8859_1));

    String read = shell.run("cat " + Shell.quoted(file.toString()));

    assertThat(read).isEqualTo(all.toString());
  }

  @Test
  void nothingIsAnAnswer() throws Exception {
    assertThat(shell.run(":")).isEmpty();
    assertThat(shell.run("printf '\\n'")).isEqualTo("\n");
  }

  @Test
  void scriptThatReadsDoesNotEatTheNext() throws Exception {
    assertThat(shell.run("cat")).isEmpty();
    assertThat(shell.run("echo next")).isEqualTo("next\n");
  }

  @Test
  void failureNamesScriptAndStatusAndTheShellGoesOn() throws Exception {
    assertThatThrownBy(() -> shell.run("echo before; sh -c 'exit 3'"))
        .isInstanceOf(ScriptFailed.class)
        .hasMessage("in the container, `echo before; sh -c 'exit 3'` ended with status 3: before");
    assertThat(shell.run("echo on")).isEqualTo("on\n");
  }

  @Test
  void shellThatEndedIsAnError() {
    var ended =
        new FramedShell(OutputStream.nullOutputStream(), new ByteArrayInputStream(new byte[5]));

    assertThatThrownBy(() -> ended.run(":"))
        .isInstanceOf(EOFException.class)
        .hasMessage("the shell in the container has ended");
  }
}
