package org.smtpspec.lab;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.sink.Vantage;
import org.smtpspec.sink.Zones;

/** Who has which address in a lab. They are those of RFC 5737, and the same in each. */
final class Addresses {
  static final Zones ZONES = Zones.load();

  /** The names of the server and of the name server in the table of zones. */
  static final String HOST = "mx.mta.test";

  static final String SERVER = address(HOST);
  static final String DNS = address("ns.mta.test");

  /** Where the sink tells what came. */
  static final int CONTROL = 2500;

  private Addresses() {}

  /** The port at which {@code vantage} forwards to the server. */
  static int port(Vantage vantage) {
    return CONTROL + 1 + ZONES.vantages().indexOf(vantage);
  }

  /** All ports that are published. */
  static List<Integer> ports() {
    return Stream.concat(
            Stream.of(CONTROL), ZONES.vantages().stream().map(vantage -> port(vantage)))
        .toList();
  }

  static Optional<Vantage> vantage(String word) {
    return ZONES.vantages().stream().filter(one -> one.word().equals(word)).findFirst();
  }

  /** The addresses around the server, each one line: all that have a host name but its own. */
  static Set<String> around() {
    return ZONES.pointers().keySet().stream()
        .filter(one -> !one.equals(SERVER))
        .sorted()
        .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
  }

  private static String address(String name) {
    Map<String, List<String>> all = ZONES.addresses();
    return all.get(name).get(0);
  }
}
