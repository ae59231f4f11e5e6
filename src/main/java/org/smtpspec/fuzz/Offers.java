package org.smtpspec.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * What a server offers to whoever says EHLO: by it is chosen what sequences are made of.
 *
 * @param inClear as {@link Reply#offers} has it
 */
record Offers(Set<String> inClear) {
  /** Nothing. */
  static final Offers NONE = new Offers(Set.of());

  private static final int TIMES = 3;
  private static final Octets HELLO = Octets.of("EHLO " + Terms.CLIENT + "\r\n");
  private static final Octets QUIT = Octets.of("QUIT\r\n");

  /** Copies the set. */
  Offers {
    inClear = Set.copyOf(inClear);
  }

  /** What the server at {@code address} offers; asked more than once when it does not answer. */
  static Offers of(InetSocketAddress address, Duration limit) {
    for (int i = 0; i < TIMES; i++) {
      try (Connection connection = Connection.open(address)) {
        connection.reply(limit);
        Reply list = asked(connection, HELLO, limit);
        asked(connection, QUIT, limit);
        if (list.code() / 100 == 2) {
          return new Offers(Set.copyOf(list.offers()));
        }
      } catch (FaultException e) {
        // It may answer the next time.
      }
    }
    return NONE;
  }

  private static Reply asked(Connection connection, Octets line, Duration limit)
      throws FaultException {
    connection.write(line);
    return connection.reply(limit);
  }

  /** Whether BDAT may be used. RFC 3030 section 2. */
  boolean chunking() {
    return inClear.contains("CHUNKING");
  }
}
