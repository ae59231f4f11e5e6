package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;

class AddressesTest {
  @Test
  void serverIsNotAmongWhatIsAroundIt() {
    assertThat(Addresses.around())
        .contains("192.0.2.53", "192.0.2.10", "198.51.100.10", "203.0.113.25", "203.0.113.40")
        .doesNotContain("192.0.2.25", "127.0.0.2");
  }

  @Test
  void allAddressesAreForDocumentation() {
    assertThat(Addresses.around())
        .allMatch(
            one ->
                one.startsWith("192.0.2.")
                    || one.startsWith("198.51.100.")
                    || one.startsWith("203.0.113."));
  }

  @Test
  void eachVantagePointHasAPortOfItsOwn() {
    assertThat(new HashSet<>(Addresses.ports())).hasSameSizeAs(Addresses.ports()).hasSize(4);
    assertThat(Addresses.vantage("inside"))
        .hasValueSatisfying(one -> assertThat(one.address()).isEqualTo("192.0.2.10"));
    assertThat(Addresses.vantage("nowhere")).isEmpty();
  }

  @Test
  void subnetIsSixteenAddressesOfThePrivateNetwork() {
    assertThat(Carrier.subnet(0)).isEqualTo("10.0.0.0/28");
    assertThat(Carrier.subnet(-1)).isEqualTo("10.255.255.240/28");
    assertThat(Carrier.subnet(0x01020304)).isEqualTo("10.1.2.0/28");
  }
}
