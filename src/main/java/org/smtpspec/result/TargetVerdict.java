package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What one target did in one case, and the verdict on it.
 *
 * @param target the id of the target
 * @param verdict the outcome
 * @param level the level of the line that decided, where it overrides that of the case
 * @param reason why, in words: of tolerance, of not being applicable, of being inconclusive
 * @param at file and line of the step that decided, such as {@code suites/a/b.smtp:12}
 * @param sent what was sent before that, escaped
 * @param expected what the case allows there
 * @param received what came, escaped
 * @param known whether the ledger of known deviations lists this outcome
 * @param listed what that ledger says about the case on this target, if it says anything
 * @param ms how long the case took
 * @param mark index into the transcript of the event that decided
 * @param transcript the dialogue
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({
  "target",
  "verdict",
  "level",
  "reason",
  "at",
  "sent",
  "expected",
  "received",
  "known",
  "listed",
  "ms",
  "mark",
  "transcript"
})
public record TargetVerdict(
    String target,
    Outcome verdict,
    @JsonSerialize(using = Optionals.LevelWriter.class)
        @JsonDeserialize(using = Optionals.LevelReader.class)
        Optional<Level> level,
    String reason,
    String at,
    String sent,
    String expected,
    String received,
    boolean known,
    @JsonSerialize(using = Optionals.ListedWriter.class)
        @JsonDeserialize(using = Optionals.ListedReader.class)
        Optional<Listed> listed,
    double ms,
    @JsonSerialize(using = Optionals.IndexWriter.class)
        @JsonDeserialize(using = Optionals.IndexReader.class)
        OptionalInt mark,
    List<TranscriptLine> transcript) {

  /** Escapes what came from outside, and makes what is absent empty. */
  public TargetVerdict {
    target = Printable.required(target, "target");
    if (verdict == null) {
      throw new IllegalArgumentException("'verdict' is missing");
    }
    level = level == null ? Optional.empty() : level;
    reason = Printable.orEmpty(reason);
    at = Printable.orEmpty(at);
    sent = Printable.orEmpty(sent);
    expected = Printable.orEmpty(expected);
    received = Printable.orEmpty(received);
    listed = listed == null ? Optional.empty() : listed;
    ms = Printable.millis(ms);
    mark = mark == null ? OptionalInt.empty() : mark;
    transcript = transcript == null ? List.of() : List.copyOf(transcript);
    if (mark.isPresent() && (mark.getAsInt() < 0 || mark.getAsInt() >= transcript.size())) {
      throw new IllegalArgumentException(
          "'mark' is %d, but the transcript has %d events"
              .formatted(mark.getAsInt(), transcript.size()));
    }
  }

  /** A verdict with its transcript and nothing more; the {@code with} methods add the rest. */
  public static TargetVerdict of(
      String target, Outcome verdict, String reason, double ms, List<TranscriptLine> transcript) {
    return new TargetVerdict(
        target,
        verdict,
        Optional.empty(),
        reason,
        "",
        "",
        "",
        "",
        false,
        Optional.empty(),
        ms,
        OptionalInt.empty(),
        transcript);
  }

  /** The same verdict with what decided it: where, after what, and expected against received. */
  public TargetVerdict withDecision(
      String newAt, String newSent, String newExpected, String newReceived) {
    return new TargetVerdict(
        target,
        verdict,
        level,
        reason,
        newAt,
        newSent,
        newExpected,
        newReceived,
        known,
        listed,
        ms,
        mark,
        transcript);
  }

  /** The same verdict, decided by the transcript's event of that index. */
  public TargetVerdict withMark(int index) {
    return new TargetVerdict(
        target,
        verdict,
        level,
        reason,
        at,
        sent,
        expected,
        received,
        known,
        listed,
        ms,
        OptionalInt.of(index),
        transcript);
  }

  /** The same verdict under the level of the line that decided. */
  public TargetVerdict withLevel(Level newLevel) {
    return new TargetVerdict(
        target,
        verdict,
        Optional.of(newLevel),
        reason,
        at,
        sent,
        expected,
        received,
        known,
        listed,
        ms,
        mark,
        transcript);
  }

  /** The same verdict, which the ledger lists or does not list. */
  public TargetVerdict withKnown(boolean newKnown) {
    return new TargetVerdict(
        target,
        verdict,
        level,
        reason,
        at,
        sent,
        expected,
        received,
        newKnown,
        listed,
        ms,
        mark,
        transcript);
  }

  /** The same verdict, about which the ledger says this; known if it is what was listed. */
  public TargetVerdict withListed(Listed newListed) {
    return new TargetVerdict(
        target,
        verdict,
        level,
        reason,
        at,
        sent,
        expected,
        received,
        newListed.outcome() == verdict,
        Optional.of(newListed),
        ms,
        mark,
        transcript);
  }

  /** The same verdict with another account of the same dialogue, such as one with rounded times. */
  public TargetVerdict withTranscript(double newMs, List<TranscriptLine> lines) {
    return new TargetVerdict(
        target, verdict, level, reason, at, sent, expected, received, known, listed, newMs, mark,
        lines);
  }

  /**
   * Whether a listed deviation did not come back, though the case was played: an unexpected pass,
   * or another deviation than was listed. A case that says nothing does not count.
   */
  public boolean stale() {
    return listed.isPresent()
        && !known
        && verdict != Outcome.NOT_APPLICABLE
        && verdict != Outcome.INCONCLUSIVE;
  }

  /** The three digits that what was received begins with, or the empty string. */
  public String replyCode() {
    boolean code =
        received.length() >= 3
            && received.substring(0, 3).chars().allMatch(c -> c >= '0' && c <= '9');
    return code ? received.substring(0, 3) : "";
  }
}
