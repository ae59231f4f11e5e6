package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TranscriptLineTest {
  @Test
  void octetsAreEscaped() {
    byte[] octets = {'a', '\\', '\r', '\n', '\t', 0, 27, (byte) 0xff, '~', 127};

    assertThat(TranscriptLine.of(0, "S", octets).octets())
        .isEqualTo("a\\\\\\r\\n\\t\\x00\\x1b\\xff~\\x7f");
  }

  @Property
  void anyTextBecomesPrintable(@ForAll String text) {
    assertThat(new TranscriptLine(0, "S2", text).octets()).matches("[ -~]*");
  }

  @Test
  void aTimeHasThreeDecimals() {
    assertThat(new TranscriptLine(1.23456, "*", "").ms()).isEqualTo(1.235);
  }

  @Test
  void anUnknownSideIsRefused() {
    assertThatThrownBy(() -> new TranscriptLine(0, "X", ""))
        .hasMessage("'from' is 'X', expected C, S, C2, S2 or *");
  }

  @Test
  void aNegativeTimeIsRefused() {
    assertThatThrownBy(() -> new TranscriptLine(-1, "C", ""))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
