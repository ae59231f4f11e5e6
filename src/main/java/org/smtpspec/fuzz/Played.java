package org.smtpspec.fuzz;

import java.util.List;
import java.util.Optional;

/**
 * One play of a sequence.
 *
 * @param exchanges what was answered, in order
 * @param breach what was broken, if anything; the play ends there
 * @param throttled whether the server turned us away or slowed us down
 */
record Played(List<Exchange> exchanges, Optional<Breach> breach, boolean throttled) {
  /** Copies the list. */
  Played {
    exchanges = List.copyOf(exchanges);
  }
}
