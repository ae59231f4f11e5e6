package org.smtpspec.reference;

import java.time.Clock;

/**
 * What all sessions of one server share.
 *
 * @param mail where messages are put
 */
record Site(Directory directory, Maildirs mail, RelayPolicy relay, Defects defects, Clock clock) {
  boolean has(Defect defect) {
    return defects.has(defect);
  }
}
