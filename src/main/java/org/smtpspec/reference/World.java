package org.smtpspec.reference;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.smtpspec.sink.Host;
import org.smtpspec.sink.Sink;
import org.smtpspec.sink.Zones;

/**
 * The other hosts of a server. In this process they are one sink on loopback ports, shared by all
 * servers, made for the first and closed with the last; in a lab they have their own addresses.
 */
final class World {
  private static final int SMTP = 25;

  private static final Object LOCK = new Object();
  private static Optional<World> shared = Optional.empty();
  private static int users;

  private final Zones zones;
  private final Optional<Sink> sink;

  private World(Zones zones, Optional<Sink> sink) {
    this.zones = zones;
    this.sink = sink;
  }

  /** Gives the world to one more server. */
  static World acquire() throws IOException {
    synchronized (LOCK) {
      if (shared.isEmpty()) {
        Zones zones = Zones.load();
        Sink sink = Sink.open(zones, host -> new InetSocketAddress(Settings.LOOPBACK, 0));
        shared = Optional.of(new World(zones, Optional.of(sink)));
      }
      users++;
      return shared.get();
    }
  }

  /** Takes it back from a server. */
  static void release() {
    synchronized (LOCK) {
      if (--users == 0) {
        shared.orElseThrow().sink().close();
        shared = Optional.empty();
      }
    }
  }

  /** The hosts of the lab around this process, each at its address and port 25. */
  static World ofLab() {
    return new World(Zones.load(), Optional.empty());
  }

  Zones zones() {
    return zones;
  }

  /** What keeps their mail; in this process only. */
  Sink sink() {
    return sink.orElseThrow();
  }

  /** The hosts to try for {@code domain}, in their order. RFC 5321 section 5.1. */
  List<Host> way(String domain) {
    return zones.way(domain);
  }

  /** Whether the DNS gives no answer about {@code domain} for now. */
  boolean isSilent(String domain) {
    return zones.silent().contains(domain);
  }

  /** Where the host listens; empty when it refuses. */
  Optional<InetSocketAddress> address(Host host) {
    return sink.isPresent() ? sink.get().address(host.name()) : inLab(host.name());
  }

  private Optional<InetSocketAddress> inLab(String host) {
    return zones.addresses().getOrDefault(host, List.of()).stream()
        .findFirst()
        .map(address -> new InetSocketAddress(address, SMTP));
  }
}
