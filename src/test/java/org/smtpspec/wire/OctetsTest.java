package org.smtpspec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OctetsTest {
  @Property(tries = 300)
  void theEscapedFormStandsForTheSameOctets(@ForAll byte[] bytes) {
    Octets octets = Octets.of(bytes);

    String escaped = octets.escaped();

    assertThat(Octets.unescape(escaped)).isEqualTo(octets);
    assertThat(escaped).matches("[ -~]*");
  }

  @Property(tries = 300)
  void textLosesNoOctet(@ForAll byte[] bytes) {
    Octets octets = Octets.of(bytes);

    Octets again = Octets.of(octets.text());

    assertThat(again.toBytes()).isEqualTo(bytes);
    assertThat(again).isEqualTo(octets).hasSameHashCodeAs(octets);
  }

  @Property(tries = 300)
  void unescapingFailsInItsOwnWayOnly(@ForAll @CharRange(from = '\\', to = 'z') String text) {
    try {
      assertThat(Octets.unescape(text).length()).isLessThanOrEqualTo(text.length());
    } catch (IllegalArgumentException e) {
      assertThat(text).contains("\\");
    }
  }

  @Test
  void everyOctetSurvivesEscaping() {
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }

    Octets again = Octets.unescape(Octets.of(all).escaped());

    assertThat(again.toBytes()).isEqualTo(all);
  }

  @ParameterizedTest
  @CsvSource({
    "\\,    'unknown escape \\  in \\'",
    "\\q,   'unknown escape \\q in \\q'",
    "a\\x4, '\\x needs two hex digits: \\x4'",
  })
  void anUnknownEscapeIsQuoted(String escaped, String message) {
    assertThatThrownBy(() -> Octets.unescape(escaped))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void aCharAboveAnOctetIsRefused() {
    assertThatThrownBy(() -> Octets.of("a\u20AC"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not an octet: U+20AC at 1");
  }

  @Test
  void theBytesGivenAndTakenAreCopies() {
    byte[] given = {1, 2};
    Octets octets = Octets.of(given);

    given[0] = 9;
    octets.toBytes()[1] = 9;

    assertThat(octets.toBytes()).containsExactly(1, 2);
  }

  @Test
  void plusPutsMoreBehind() {
    Octets line = Octets.of("NOOP").plus(Octets.CRLF);

    assertThat(line.text()).isEqualTo("NOOP\r\n");
    assertThat(line.length()).isEqualTo(6);
  }
}
