package org.smtpspec.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.smtpspec.sink.Zones;
import org.smtpspec.sink.Zones.Mx;

/** What dnsmasq is told, so that it knows the zones of the lab and nothing else. */
final class NameServer {
  /** Where a server listens that never answers. */
  static final String SILENT = "127.0.0.1#5300";

  private NameServer() {}

  /** The configuration for {@code zones}, served at {@code address}. */
  static String configuration(Zones zones, String address) {
    var lines = new ArrayList<String>();
    lines.addAll(List.of("no-resolv", "no-hosts", "bind-interfaces", "listen-address=" + address));
    // Every name is ours: what is not said below does not exist.
    lines.add("local=/#/");
    zones.silent().stream()
        .sorted()
        .forEach(name -> lines.add("server=/%s/%s".formatted(name, SILENT)));
    // The PTR record of an address is its first name here.
    Map<String, String> pointers = new TreeMap<>(zones.pointers());
    pointers.forEach((of, name) -> lines.add("host-record=%s,%s".formatted(name, of)));
    new TreeMap<>(zones.addresses())
        .forEach(
            (name, all) ->
                all.stream()
                    .filter(one -> !name.equals(pointers.get(one)))
                    .forEach(one -> lines.add("host-record=%s,%s".formatted(name, one))));
    new TreeMap<>(zones.exchangers())
        .forEach((domain, all) -> all.forEach(mx -> lines.add(exchanger(domain, mx))));
    new TreeMap<>(zones.texts())
        .forEach((name, text) -> lines.add("txt-record=%s,\"%s\"".formatted(name, text)));
    return String.join("\n", lines) + "\n";
  }

  private static String exchanger(String domain, Mx mx) {
    // RFC 7505: no mail here. dnsmasq has no words for the root, so it is written in octets.
    return mx.host().equals(".")
        ? "dns-rr=%s,15,%04x00".formatted(domain, mx.preference())
        : "mx-host=%s,%s,%d".formatted(domain, mx.host(), mx.preference());
  }
}
