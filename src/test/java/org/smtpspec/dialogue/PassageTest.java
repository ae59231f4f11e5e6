package org.smtpspec.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.wire.Octets;

class PassageTest {
  private static final String TEXT = "Subject: t\r\n\r\n..dot\r\n.\rx\nbare\n.\r\n\r\nDATA\r\n";

  private static Passage passage(String... recipients) {
    return new Passage(
        true,
        "mx.two.test",
        "EHLO mx.mta.test",
        "MAIL FROM:<a@b>",
        List.of(recipients),
        "RCPT\r\n",
        23,
        Octets.of(TEXT));
  }

  @Test
  void aPassageComesBackFromItsTranscript() {
    Passage passage = passage("RCPT TO:<u@two.test>", "RCPT TO:<v@two.test>");

    assertThat(Passage.parse(passage.octets())).isEqualTo(passage);
  }

  @Test
  void thePeriodsThatWerePutInAreTakenOff() {
    assertThat(passage().message().text())
        .isEqualTo("Subject: t\r\n\r\n.dot\r\n\rx\nbare\n.\r\n\r\nDATA\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "RCPT TO:<u@two.test>,              u@two.test,  true",
    "RCPT TO:<U@Two.test>,              u@two.test,  true",
    "'RCPT TO:<@a,@b:u@two.test> X=1',  u@two.test,  true",
    "RCPT TO:<u@two.test>,              @two.test,   true",
    "RCPT TO:<u@sub.two.test>,          @two.test,   false",
    "RCPT TO:<v@two.test>,              u@two.test,  false",
    "RCPT TO:u@two.test,                u@two.test,  false",
    "RCPT TO:<\"a>b\"@two.test>,        @two.test,   true",
  })
  void itIsForTheMailboxOfOneOfItsRecipients(String line, String address, boolean is) {
    assertThat(passage(line).isFor(address)).isEqualTo(is);
  }
}
