package org.smtpspec.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecretsTest {
  private final Secrets secrets = new Secrets(Optional.of("rabbit-hole"));

  @Test
  void aPasswordIsMaskedInTheClearAndInBase64() {
    assertThat(secrets.masked("AUTH PLAIN " + base64("\0alice\0rabbit-hole") + "\r\n"))
        .isEqualTo("AUTH PLAIN [masked]\r\n");
    assertThat(secrets.masked(base64("rabbit-hole") + "\r\n")).isEqualTo("[masked]\r\n");
    assertThat(secrets.masked("alice:rabbit-hole\r\n")).isEqualTo("alice:[masked]\r\n");
  }

  @Test
  void whatIsNearThePasswordIsMaskedToo() {
    assertThat(secrets.masked("AUTH PLAIN " + base64("\0alice\0not-RABBIT-HOLE")))
        .isEqualTo("AUTH PLAIN [masked]");
    assertThat(secrets.masked("====" + base64("\0alice\0rabbit-hole") + "!"))
        .isEqualTo("====[masked]!");
  }

  @Test
  void allElseIsShown() {
    String line = "MAIL FROM:<sender@client.test> SIZE=1000\r\n" + base64("\0bob\0nothing");

    assertThat(secrets.masked(line)).isEqualTo(line);
    assertThat(Secrets.NONE.masked("rabbit-hole")).isEqualTo("rabbit-hole");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
