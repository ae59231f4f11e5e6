package org.smtpspec.fuzz;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.smtpspec.target.Probe;

/**
 * What a server offers to whoever says EHLO: by it is chosen what sequences are made of.
 *
 * @param inClear as {@link Probe#keywords} has it
 * @param underTls as {@link Probe#secureKeywords} has it
 */
record Offers(Set<String> inClear, Set<String> underTls) {
  /** Nothing. */
  static final Offers NONE = new Offers(Set.of(), Set.of());

  private static final int TIMES = 3;

  /** Copies the sets. */
  Offers {
    inClear = Set.copyOf(inClear);
    underTls = Set.copyOf(underTls);
  }

  /** What the server at {@code address} offers; asked more than once when it does not answer. */
  static Offers of(InetSocketAddress address, Duration limit) {
    for (int i = 0; i < TIMES; i++) {
      Probe probe = Probe.of(address, limit);
      if (probe.takesEhlo()) {
        return new Offers(Set.copyOf(probe.keywords()), Set.copyOf(probe.secureKeywords()));
      }
    }
    return NONE;
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
