package org.smtpspec.dialogue;

import java.util.List;

/**
 * A check of an inbox, and the alternatives to it that are tolerated.
 *
 * @param line its line in the suite file, from 1
 * @param check what keeps the rule
 * @param tolerated the {@code M?} lines after it
 */
public record MailExpectation(int line, MailCheck check, List<Tolerated> tolerated) {
  /** Copies the list. */
  public MailExpectation {
    tolerated = List.copyOf(tolerated);
  }

  int awaited() {
    if (check instanceof MailCheck.Count count) {
      return count.n();
    }
    return check instanceof PassageCheck.Tried ? 0 : 1;
  }

  /**
   * A tolerated alternative.
   *
   * @param check what is tolerated
   * @param reason why
   */
  public record Tolerated(MailCheck check, String reason) {}
}
