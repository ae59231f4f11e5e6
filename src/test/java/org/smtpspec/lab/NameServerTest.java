package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NameServerTest {
  private final List<String> lines =
      NameServer.configuration(Addresses.ZONES, "192.0.2.53").lines().toList();

  @Test
  void servesTheLabAndForwardsNothing() {
    assertThat(lines)
        .startsWith(
            "no-resolv", "no-hosts", "bind-interfaces", "listen-address=192.0.2.53", "local=/#/")
        .filteredOn(line -> line.startsWith("server="))
        .containsExactly("server=/silent.test/127.0.0.1#5300");
  }

  @Test
  void serverAndVantagePointsHaveNamesAndAddresses() {
    assertThat(lines)
        .contains(
            "host-record=mx.mta.test,192.0.2.25",
            "host-record=client.mta.test,192.0.2.10",
            "host-record=client.test,198.51.100.10",
            "host-record=listed.test,198.51.100.66",
            "host-record=66.100.51.198.dnsbl.test,127.0.0.2");
  }

  @Test
  void nameThatAnAddressPointsBackToStandsBeforeOthersWithThatAddress() {
    assertThat(lines)
        .containsSubsequence(
            "host-record=mx.elsewhere.test,203.0.113.25", "host-record=nomx.test,203.0.113.25");
  }

  @Test
  void exchangersKeepTheirPreferenceAndTheRootIsWrittenInOctets() {
    assertThat(lines)
        .contains(
            "mx-host=fallback.test,mx.down.test,10",
            "mx-host=fallback.test,mx.elsewhere.test,20",
            "dns-rr=nullmx.test,15,000000")
        .noneMatch(line -> line.startsWith("mx-host=nomx.test"));
  }

  @Test
  void noLineStandsTwice() {
    assertThat(lines).doesNotHaveDuplicates();
  }
}
