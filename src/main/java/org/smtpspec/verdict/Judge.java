package org.smtpspec.verdict;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Step;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.wire.Departure;

/**
 * Judges transcripts: a function of the steps and of what was seen, and of nothing else. A judge
 * that fails yields Inconclusive, never a pass, as Jepsen's checkers do.
 */
public final class Judge {
  private Judge() {}

  /**
   * The verdict on {@code transcript}.
   *
   * @param steps what was to be played
   * @param strictReplies whether every reply must be well formed to the letter, RFC 5321 section
   *     4.2
   */
  public static Verdict judge(List<Step> steps, boolean strictReplies, Transcript transcript) {
    try {
      return new Hearing(strictReplies, transcript).of(steps);
    } catch (RuntimeException e) {
      return Verdict.Inconclusive.because("the transcript could not be judged: " + e);
    }
  }

  static Optional<String> departures(java.util.Set<Departure> departures) {
    return departures.isEmpty()
        ? Optional.empty()
        : Optional.of(
            departures.stream().sorted().map(Departure::words).collect(Collectors.joining("; ")));
  }
}
