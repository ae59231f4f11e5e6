package org.smtpspec.reference;

import java.net.InetAddress;
import java.util.List;

/**
 * Decides whose mail for other domains is taken. RFC 5321 section 3.6.2 lets a server refuse it.
 * Without a world around the server, what is let in is only kept in the {@code outbound} Maildir.
 */
public sealed interface RelayPolicy
    permits RelayPolicy.Closed, RelayPolicy.Open, RelayPolicy.Trusted, RelayRules {
  /** Whether {@code client} may send to a domain that is not ours. */
  boolean permits(InetAddress client);

  /** What is done with mail for a domain that is not ours. */
  enum Decision {
    /** It is sent on. */
    RELAY,
    /** The recipient is refused. */
    REFUSE,
    /** It is taken and dropped. */
    DROP,
    /** It is taken and returned. */
    BOUNCE
  }

  /** What is done with mail that {@code client} brings from {@code sender} for {@code domain}. */
  default Decision decide(InetAddress client, String sender, String domain) {
    return permits(client) ? Decision.RELAY : Decision.REFUSE;
  }

  /** Nobody may relay. */
  static RelayPolicy closed() {
    return new Closed();
  }

  /** Everybody may relay: an open relay. */
  static RelayPolicy open() {
    return new Open();
  }

  /** Clients in one of {@code networks}, written as {@code 192.0.2.0/24} or an address, may. */
  static RelayPolicy trusted(List<String> networks) {
    return new Trusted(networks.stream().map(Network::parse).toList());
  }

  /** The policy that refuses all. */
  record Closed() implements RelayPolicy {
    @Override
    public boolean permits(InetAddress client) {
      return false;
    }
  }

  /** The policy that lets all in. */
  record Open() implements RelayPolicy {
    @Override
    public boolean permits(InetAddress client) {
      return true;
    }
  }

  /** The policy that goes by the client's address. */
  record Trusted(List<Network> networks) implements RelayPolicy {
    /** Copies the list. */
    public Trusted {
      networks = List.copyOf(networks);
    }

    @Override
    public boolean permits(InetAddress client) {
      return networks.stream().anyMatch(network -> network.contains(client));
    }
  }
}
