package org.smtpspec.reference;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.smtpspec.sink.Host;
import org.smtpspec.sink.Sink;
import org.smtpspec.sink.Zones;

/**
 * The other hosts of a server in this process: one sink on loopback ports, shared by all servers,
 * made for the first and closed with the last.
 */
final class World {
  private static final Object LOCK = new Object();
  private static Optional<World> shared = Optional.empty();
  private static int users;

  private final Zones zones;
  private final Sink sink;

  private World(Zones zones, Sink sink) {
    this.zones = zones;
    this.sink = sink;
  }

  /** Gives the world to one more server. */
  static World acquire() throws IOException {
    synchronized (LOCK) {
      if (shared.isEmpty()) {
        Zones zones = Zones.load();
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        Sink sink = Sink.open(zones, host -> new InetSocketAddress(loopback, 0));
        shared = Optional.of(new World(zones, sink));
      }
      users++;
      return shared.get();
    }
  }

  /** Takes it back from a server. */
  static void release() {
    synchronized (LOCK) {
      if (--users == 0) {
        shared.orElseThrow().sink.close();
        shared = Optional.empty();
      }
    }
  }

  Zones zones() {
    return zones;
  }

  Sink sink() {
    return sink;
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
    return sink.address(host.name());
  }
}
