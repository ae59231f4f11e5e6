package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.wire.Octets;

class ExpanderTest {
  private static final SourceLine LINE = new SourceLine("some.smtp", 1, "");

  private final Expander expander =
      new Expander(
          Map.of(
              "mailbox", "Al.B@mta.test", "token", "t1", "many", "m%03d@mta.test", "odd", "a.b"));

  @ParameterizedTest
  @CsvSource({
    "plain $ text,           plain $ text",
    "\\r\\n\\t,              \\r\\n\\t",
    "a\\\\b,                 a\\\\b",
    "\\\",                   \"",
    "\\x00\\xFF\\x4a,        \\x00\\xFFJ",
    "\\u{e9}\\u{1F600},      \\xC3\\xA9\\xF0\\x9F\\x98\\x80",
    "<${mailbox}>,           <Al.B@mta.test>",
    "${upper mailbox},       AL.B@MTA.TEST",
    "${lower mailbox},       al.b@mta.test",
    "${local mailbox},       Al.B",
    "${domain mailbox},      mta.test",
    "${local token},         ''",
    "${domain token},        t1",
    "${many 7},              m007@mta.test",
    "${repeat 3 ab},         ababab",
    "${repeat 2 \\r\\n},     \\r\\n\\r\\n",
    "${repeat 0 a},          ''",
  })
  void escapesAndMacrosAreExpanded(String text, String expected) throws Exception {
    Octets octets = expander.octets(LINE, 1, text);

    assertThat(octets.escaped()).isEqualTo(expected);
  }

  @Test
  void theNamesThatWereUsedAreKnown() throws Exception {
    expander.expand(LINE, 1, "${mailbox} ${many 1} ${repeat 3 a}");

    assertThat(expander.used()).containsExactly("mailbox", "many");
  }

  @Test
  void aValueInARegularExpressionIsQuoted() throws Exception {
    String regexp = expander.regexp(LINE, 1, "^${odd}\\.${self}$", Set.of("self"));

    assertThat(regexp).isEqualTo("^a\\.b\\.${self}$");
  }
}
