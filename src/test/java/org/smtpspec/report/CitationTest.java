package org.smtpspec.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CitationTest {
  @ParameterizedTest
  @CsvSource({
    "rfc821#4.1.1, RFC 821 section 4.1.1, https://www.rfc-editor.org/rfc/rfc821#section-4.1.1",
    "rfc5321#D.1,  RFC 5321 appendix D.1, https://www.rfc-editor.org/rfc/rfc5321#appendix-D.1",
    "rfc5321,      RFC 5321,              https://www.rfc-editor.org/rfc/rfc5321",
    "erratum:4198, erratum 4198,          https://www.rfc-editor.org/errata/eid4198",
  })
  void aCitationLinksToTheEditor(String cite, String text, String url) {
    assertThat(Citation.of(cite)).isEqualTo(new Citation(text, url));
  }

  @ParameterizedTest
  @CsvSource({"javascript:alert(1)", "rfc5321#\"onclick=x", "rfc5321#1 x", "rfcx#1"})
  void anythingElseIsTextWithoutLink(String cite) {
    assertThat(Citation.of(cite)).isEqualTo(new Citation(cite, ""));
  }

  @Test
  void severalStandInOneLine() {
    assertThat(Citation.line(List.of("rfc821#3", "erratum:1")))
        .isEqualTo("RFC 821 section 3, erratum 1");
  }
}
