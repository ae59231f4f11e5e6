package org.smtpspec.relay;

import java.util.List;

/**
 * A relay policy.
 *
 * @param title what the server is to do
 * @param file where it was read
 * @param cells what is tried, in order, each once
 */
public record Policy(String title, String file, List<Cell> cells) {
  /** Copies the list. */
  public Policy {
    cells = List.copyOf(cells);
  }
}
