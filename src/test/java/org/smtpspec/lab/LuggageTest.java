package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LuggageTest {
  @TempDir Path folder;

  @Test
  void holdsTheSinkAndWhatTheScriptReads() throws Exception {
    Luggage.write(folder);

    assertThat(folder.resolve("dnsmasq.conf"))
        .content()
        .contains("mx-host=mta.test,mx.mta.test,10");
    assertThat(folder.resolve("addresses")).content().contains("203.0.113.25\n");
    assertThat(folder.resolve("ways"))
        .content()
        .isEqualTo("2501 192.0.2.10\n2502 198.51.100.10\n2503 198.51.100.66\n");
    try (var jar = new JarFile(folder.resolve("sink.jar").toFile())) {
      assertThat(jar.stream().map(Object::toString))
          .contains("org/smtpspec/sink/SinkMain.class", "org/smtpspec/sink/zones.tsv")
          .allMatch(name -> name.startsWith("org/smtpspec/sink/"));
    }
  }

  @Test
  void theSinkRunsFromThatJarAlone() throws Exception {
    Luggage.write(folder);

    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                folder.resolve("sink.jar").toString(),
                "org.smtpspec.sink.SinkMain",
                "no-port")
            .redirectErrorStream(true)
            .start();
    String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(said).startsWith("usage: ");
    assertThat(java.waitFor()).isEqualTo(2);
  }
}
