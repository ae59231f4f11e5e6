package org.smtpspec.dialogue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The hosts that a server sends mail on to, and what they have kept of it. Implementations are
 * thread-safe.
 */
public interface NextHop {
  /** Whether mail for {@code domain} is looked for at these hosts, and not in an inbox. */
  boolean serves(String domain);

  /**
   * A domain of these hosts that takes mail, near to {@code domain}: that itself, unless its host
   * refuses something or is busy or down.
   */
  String takingDomain(String domain);

  /** Where a client that may relay talks to the server. */
  InetSocketAddress server();

  /**
   * The mail transactions that hold {@code token} in their envelope or text, oldest first.
   *
   * @throws IOException when the hosts cannot be asked
   */
  List<Passage> holding(String token) throws IOException;
}
