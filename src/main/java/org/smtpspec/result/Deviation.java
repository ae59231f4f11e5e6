package org.smtpspec.result;

import java.util.List;

/**
 * What a server does otherwise than the standards say, as its ledger has it: one reason, and the
 * cases that show it.
 *
 * @param versions the versions in which it does, as the ledger writes them: {@code 3.7..3.9}
 * @param listed what is expected, the file and line of the first case, and why the server does so
 * @param cases the ids of the cases that show it, in the order of the ledger
 */
public record Deviation(String versions, Listed listed, List<String> cases) {
  /** Copies the list. */
  public Deviation {
    cases = List.copyOf(cases);
  }
}
