package org.smtpspec.fuzz;

import java.util.List;

/**
 * Where servers part.
 *
 * @param key what is the same in a group
 * @param ofMail whether it is seen in mailboxes, not in a reply
 * @param candidates sequences that may show it by less, the best first
 */
record Parting(String key, boolean ofMail, List<Sequence> candidates) {
  /** Copies the list. */
  Parting {
    candidates = List.copyOf(candidates);
  }
}
