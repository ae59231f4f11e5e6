package org.smtpspec.reference;

import java.time.Clock;
import java.util.Optional;

/**
 * What all sessions of one server share.
 *
 * @param mail where messages are put
 * @param outbound what takes mail to other hosts; without it mail for them is only kept
 */
record Site(
    Directory directory,
    Mailstore mail,
    RelayPolicy relay,
    Optional<Outbound> outbound,
    Defects defects,
    Clock clock) {
  Site withRelay(RelayPolicy other) {
    return new Site(directory, mail, other, outbound, defects, clock);
  }

  boolean has(Defect defect) {
    return defects.has(defect);
  }
}
