package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SoftwareVersionTest {
  @ParameterizedTest(name = "[{0}]")
  @CsvSource({
    "Postfix 3.7.11, 3.7.11",
    "Exim version 4.96 #2 built 25-Jan-2024 10:00:00, 4.96",
    "Exim 4.98-RC1, 4.98",
    "Sendmail 8.17.1.9-2+deb12u2, 8.17.1.9",
    "Version 8.18.1, 8.18.1",
    "OpenSMTPD 7.4.0p1, 7.4.0p1",
    "Haraka.js - Version: v3.0.5, 3.0.5",
    "netqmail 1.06, 1.06",
    "s6-networkd 20 build 2.5, 2.5",
    "courier 1, 1",
    "mail2000, ''",
    "'', ''",
  })
  void theVersionIsFoundInWhatAServerSays(String software, String version) {
    String found = SoftwareVersion.find(software).map(SoftwareVersion::toString).orElse("");

    assertThat(found).isEqualTo(version);
  }

  @ParameterizedTest(name = "{0} in {1}: {2}")
  @CsvSource({
    "3.7.11, 3.7..3.9, true",
    "3.9.2, 3.7..3.9, true",
    "3.10.0, 3.7..3.9, false",
    "3.6.9, 3.7..3.9, false",
    "3.7.11, 3.7, true",
    "3.7.11, 3.7.11, true",
    "3.7.11, 3.7.1, false",
    "3.8, ..3.8, true",
    "3.8.4, ..3.8.3, false",
    "4, 3.9.., true",
    "7.4.0p1, 7.4.0p1.., true",
    "7.4.0, 7.4.0p1.., false",
    "7.4.0p2, ..7.4.0p1, false",
    "4.96, 4.9, false",
    "1.06, 1.6, true",
    "9.9, *, true",
  })
  void aRangeHoldsBothItsEndsWithAllTheirReleases(String version, String range, boolean holds) {
    VersionRange parsed = VersionRange.parse(range).orElseThrow();

    assertThat(parsed.holds(SoftwareVersion.parse(version))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({"3.x", "..", "3.9..3.7", "3.7..3.8..3.9", "v3", "3.7-3.9", "''", "3."})
  void whatIsNoRangeIsRefused(String text) {
    assertThat(VersionRange.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"*, true", "3.7.., false", "..3.7, false"})
  void aServerWithoutVersionIsInTheRangeOfAllOnly(String range, boolean holds) {
    VersionRange parsed = VersionRange.parse(range).orElseThrow();

    assertThat(parsed.holds(SoftwareVersion.find("Courier"))).isEqualTo(holds);
  }
}
