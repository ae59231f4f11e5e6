package org.smtpspec.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZonesTest {
  private final Zones zones = Zones.load();

  @ParameterizedTest
  @CsvSource({
    "elsewhere.test,    mx.elsewhere.test",
    "ELSEWHERE.test,    mx.elsewhere.test",
    "fallback.test,     mx.down.test mx.elsewhere.test",
    "nomx.test,         mx.elsewhere.test",
    "deadmx.test,       mx.down.test",
    "mx.two.test,       mx.two.test",
    "nullmx.test,       ''",
    "nosuch.test,       ''",
    "silent.test,       ''",
    "mta.test,          ''",
  })
  void theWayToADomainGoesByItsExchangers(String domain, String hosts) {
    assertThat(String.join(" ", zones.way(domain).stream().map(Host::name).toList()))
        .isEqualTo(hosts);
  }

  @Test
  void vantagePointsHaveNamesBothWays() {
    assertThat(zones.vantages())
        .extracting(Vantage::word)
        .containsExactly("inside", "outside", "listed");
    assertThat(zones.pointers()).containsEntry("192.0.2.10", "client.mta.test");
    assertThat(zones.addresses().get("client.mta.test")).containsExactly("192.0.2.10");
  }

  @Test
  void theBlocklistHoldsTheListedClient() {
    assertThat(zones.addresses().get("66.100.51.198.dnsbl.test")).containsExactly("127.0.0.2");
    assertThat(zones.texts()).containsKey("66.100.51.198.dnsbl.test");
  }

  @Test
  void whatIsNotListedDoesNotExist() {
    assertThat(zones.knows("nosuch.test")).isFalse();
    assertThat(zones.knows("Silent.test")).isTrue();
    assertThat(zones.knows("mx.down.test")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a\tx.test\t192.0.2.1", "b\tx.test\t-\t-", "host\th.test\t192.0.2.1\tshy"})
  void aBrokenLineIsNamed(String line) {
    assertThatThrownBy(() -> Zones.parse("kind\tname\tvalue\tmore\n" + line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("zones.tsv:2: " + line);
  }
}
