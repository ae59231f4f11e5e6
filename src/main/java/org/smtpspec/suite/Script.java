package org.smtpspec.suite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.smtpspec.dialogue.Step;

/**
 * A case made ready for one play: the facts of the target filled in, and only what counts under the
 * profile.
 *
 * @param steps what to play
 * @param levels levels of single lines, where they differ from the case's
 * @param facts the facts of the target that were used
 * @param looksIntoInbox whether an inbox is read
 * @param looksAtNextHop whether it is seen what the server sends on
 */
public record Script(
    List<Step> steps,
    Map<Integer, Level> levels,
    Set<String> facts,
    boolean looksIntoInbox,
    boolean looksAtNextHop) {
  /** Nothing to play. */
  public static final Script EMPTY = new Script(List.of(), Map.of(), Set.of(), false, false);

  /** Copies the collections. */
  public Script {
    steps = List.copyOf(steps);
    levels = Map.copyOf(levels);
    facts = Set.copyOf(facts);
  }
}
