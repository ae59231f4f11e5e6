package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '#',
      value = {
        "250 2.0.0 Ok: queued as 4F1A2B3C4D\\r\\n # 250 2.0.0 Ok: queued as 9Z8Y7X6W5V\\r\\n",
        "250 OK id=1rXyz1-0000AB-2C # 250 OK id=1vNabc-000000001Ab-1aB2",
        "250 2.0.0 5AONvXYZ012345 Message accepted for delivery # 250 2.0.0 5AONwABC067890 Message"
            + " accepted for delivery",
        "250 2.0.0 1a2b3c4d Message accepted for delivery # 250 2.0.0 98fedcba Message accepted"
            + " for delivery",
        "250 ok 1700000000 qp 1234 # 250 ok 1700000099 qp 77",
        "250 Ok. 000000000004012A.0000000065AB0123.00000F01 # 250 Ok."
            + " 000000000004012B.0000000065AB0199.00000F02",
        "250 Message Queued (8A7B5C1D-0123-4567-89AB-CDEF01234567.1) # 250 Message Queued"
            + " (00000000-0123-4567-89AB-CDEF01234568.1)",
        "250 2.6.0 OK P29025Q9 # 250 2.6.0 OK P7Q11",
        "220 mx ESMTP Exim 4.96 Tue, 24 Nov 2026 23:57:28 +0000 # 220 mx ESMTP Exim 4.96 Wed, 25"
            + " Nov 2026 00:07:28 +0000",
        "220 mx ESMTP Sendmail; Tue, 24 Nov 2026 23:57:28 GMT # 220 mx ESMTP Sendmail; Wed, 25 Nov"
            + " 2026 00:07:28 GMT",
        "250 3f2a1b4c5d6e Hello [127.0.0.1] # 250 aa2a1b4c5d6f Hello [172.17.0.3]",
        "mail with tabcde12345fghij # mail with tzzzzz12345fghij",
        "silent for 1002 ms # silent for 998 ms",
      })
  void whatDiffersEachTimeIsNoise(String one, String other) {
    assertThat(Noise.without(one)).isEqualTo(Noise.without(other)).isNotEqualTo(one);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "250-8BITMIME\\r\\n250 SMTPUTF8\\r\\n",
        "550 5.1.1 <nobody@mta.test>: Recipient address rejected",
        "220 mx.mta.test ESMTP Postfix 3.7.11 (Debian/GNU)",
        "250 SIZE 10240000",
        "501 5.5.4 Syntax: HELO hostname",
      })
  void whatIsSaidOnPurposeStays(String text) {
    assertThat(Noise.without(text)).isEqualTo(text);
  }
}
