package org.smtpspec.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaseIdTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "rfc5321/3.3/rcpt-before-mail[local]",
        "rfc5321/3.3/rcpt-before-mail",
        "smuggling/bare-lf",
        "a",
        "a[ehlo+mail]",
      })
  void anIdIsWrittenAsItWasRead(String text) {
    CaseId id = CaseId.parse(text);

    assertThat(id).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", "/a", "a/", "a//b", "A", "a b", "a[]", "a[b", "a]b[", "a[b]c", "../a", "-a", "a\n"
      })
  void anythingElseIsNone(String text) {
    assertThatThrownBy(() -> CaseId.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a case id: " + text);
  }

  @Test
  void theFolderIsThePathWithoutTheName() {
    assertThat(CaseId.parse("rfc821/4.1.1/x[y]").folder()).isEqualTo("rfc821/4.1.1");
    assertThat(CaseId.parse("x").folder()).isEmpty();
  }

  @Test
  void idsAreInTheOrderOfTheirText() {
    assertThat(CaseId.parse("a/b"))
        .isLessThan(CaseId.parse("a/c"))
        .isGreaterThan(CaseId.parse("a"));
  }
}
