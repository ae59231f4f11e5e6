package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginTest {
  private static final Terms TERMS = new Terms(List.of(), "", "", "", "alice", "rabbit-hole");

  @Test
  void theRightCredentialsAreRight() {
    assertThat(plain("\0alice\0rabbit-hole")).isEqualTo(Argument.RIGHT);
    assertThat(plain("alice\0alice\0rabbit-hole")).isEqualTo(Argument.RIGHT);
  }

  @Test
  void othersAreWrong() {
    assertThat(plain("\0alice\0")).isEqualTo(Argument.WRONG);
    assertThat(plain("\0\0rabbit-hole")).isEqualTo(Argument.WRONG);
    assertThat(plain("alice")).isEqualTo(Argument.WRONG);
  }

  @Test
  void whatHoldsTheRightWordsMayBeTakenForThem() {
    assertThat(plain("\0Alice@mta.test\0rabbit-hole\n")).isEqualTo(Argument.FORMED);
    assertThat(plain("bob\0alice\0rabbit-hole")).isEqualTo(Argument.FORMED);
    assertThat(plain("alice rabbit-hole")).isEqualTo(Argument.FORMED);
  }

  @Test
  void loginAsksForTheNameAndThenForThePassword() {
    var login = new Login(TERMS, "LOGIN");

    assertThat(login.classOf(coded("alice"))).isEqualTo(Argument.GOOD);
    assertThat(login.classOf(coded("rabbit-hole"))).isEqualTo(Argument.RIGHT);
  }

  @Test
  void whatIsNotBase64IsToldFromWhatIs() {
    for (String odd : List.of("=AAA", "AAA=BBB=", "AGFsaWNlAHg", "A.F$", " ")) {
      assertThat(new Login(TERMS, "PLAIN").classOf(odd)).isEqualTo(Argument.NOT_BASE64);
    }
    assertThat(new Login(TERMS, "PLAIN").classOf("*")).isEqualTo(Argument.CANCEL);
  }

  private static Argument plain(String message) {
    return new Login(TERMS, "PLAIN").classOf(coded(message));
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
