package org.smtpspec.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.smtpspec.dialogue.Step;
import org.smtpspec.wire.Octets;

class ByHandTest {
  @Test
  void aSimpleTransactionIsAlsoALineOfSwaks() {
    assertThat(
            ByHand.lines(
                List.of(
                    send("EHLO client.test\r\n"),
                    send("MAIL FROM:<>\r\n"),
                    send("RCPT TO:<a@b.test>\r\n"))))
        .containsExactly(
            "swaks --server HOST:25 --helo client.test --from '' --to 'a@b.test' --quit-after RCPT",
            "{ sleep 1; printf 'EHLO client.test\\r\\n'; sleep 1; printf 'MAIL FROM:<>\\r\\n';"
                + " sleep 1; printf 'RCPT TO:<a@b.test>\\r\\n'; sleep 2; } | nc HOST 25");
  }

  @Test
  void octetsThatAShellWouldReadStandInTheFormOfPrintf() {
    assertThat(ByHand.lines(List.of(send("VRFY 100%'\\\0\n"))))
        .containsExactly(
            "{ sleep 1; printf 'VRFY 100%%\\x27\\\\\\x00\\n'; sleep 2; } | nc HOST 25");
  }

  @Test
  void whatIsSaidUnderTlsIsALineOfOpenssl() {
    assertThat(
            ByHand.lines(
                List.of(
                    send("EHLO client.test\r\n"),
                    send("STARTTLS\r\n"),
                    new Step.Upgrade(3, 1),
                    send("NOOP\r\n"))))
        .containsExactly(
            "{ sleep 1; printf 'NOOP\\r\\n'; sleep 2; } | openssl s_client -quiet -starttls smtp"
                + " -name client.test -connect HOST:25");
  }

  @Test
  void whatStandsBehindStarttlsInTheClearIsNothingForOpenssl() {
    assertThat(
            ByHand.lines(
                List.of(
                    send("EHLO client.test\r\n"),
                    send("STARTTLS\r\nRSET\r\n"),
                    new Step.Upgrade(3, 1),
                    send("NOOP\r\n"))))
        .isEmpty();
  }

  @Test
  void whatAShellCannotSayIsNotShown() {
    assertThat(ByHand.lines(List.of(new Step.Upgrade(1, 1)))).isEmpty();
    assertThat(ByHand.lines(List.of(Step.Send.of(1, 2, Octets.of("QUIT\r\n"))))).isEmpty();
  }

  private static Step send(String text) {
    return Step.Send.of(1, 1, Octets.of(text));
  }
}
