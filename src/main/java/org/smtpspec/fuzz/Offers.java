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
 * @param underTls the same behind STARTTLS, if there is any
 */
record Offers(Set<String> inClear, Set<String> underTls) {
  /** Nothing. */
  static final Offers NONE = new Offers(Set.of(), Set.of());

  private static final int TIMES = 3;
  private static final Octets HELLO = Octets.of("EHLO " + Terms.CLIENT + "\r\n");
  private static final Octets STARTTLS = Octets.of("STARTTLS\r\n");
  private static final Octets QUIT = Octets.of("QUIT\r\n");

  /** Copies the sets. */
  Offers {
    inClear = Set.copyOf(inClear);
    underTls = Set.copyOf(underTls);
  }

  /** What the server at {@code address} offers; asked more than once when it does not answer. */
  static Offers of(InetSocketAddress address, Duration limit) {
    for (int i = 0; i < TIMES; i++) {
      try (Connection connection = Connection.open(address)) {
        connection.reply(limit);
        Reply list = asked(connection, HELLO, limit);
        if (list.code() / 100 == 2) {
          Set<String> offered = Set.copyOf(list.offers());
          return new Offers(offered, underTls(connection, offered, limit));
        }
      } catch (FaultException e) {
        // It may answer the next time.
      }
    }
    return NONE;
  }

  private static Set<String> underTls(Connection connection, Set<String> offered, Duration limit) {
    try {
      if (offered.contains("STARTTLS") && asked(connection, STARTTLS, limit).code() == 220) {
        connection.upgrade(limit);
        Set<String> list = Set.copyOf(asked(connection, HELLO, limit).offers());
        asked(connection, QUIT, limit);
        return list;
      }
      asked(connection, QUIT, limit);
    } catch (FaultException e) {
      // It was said in the clear what it offers there.
    }
    return Set.of();
  }

  private static Reply asked(Connection connection, Octets line, Duration limit)
      throws FaultException {
    connection.write(line);
    return connection.reply(limit);
  }

  /** Whether STARTTLS may be used, and leads to somewhere. RFC 3207 section 4. */
  boolean startTls() {
    return !underTls.isEmpty();
  }

  /** Whether AUTH may be used in the clear, or under TLS. RFC 4954 section 4. */
  boolean auth(boolean secure) {
    return (secure ? underTls : inClear).contains("AUTH");
  }

  /** Whether BDAT may be used. RFC 3030 section 2. */
  boolean chunking() {
    return inClear.contains("CHUNKING");
  }
}
