package org.smtpspec.run;

import java.util.List;
import java.util.Optional;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.TranscriptLine;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Citation;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Requirement;
import org.smtpspec.suite.Script;
import org.smtpspec.verdict.Decision;
import org.smtpspec.verdict.Verdict;
import org.smtpspec.wire.Octets;

/** Cases and verdicts in the form of the result document. */
final class Entries {
  private static final int LONG = 4096;
  private static final int SHOWN = 512;

  private Entries() {}

  static CaseEntry entry(Case one, Profile profile) {
    return CaseEntry.of(
        one.id().toString(),
        one.id().folder(),
        one.title(),
        Level.valueOf(one.level(profile).name()),
        one.citations().stream().map(Citation::anchor).distinct().toList(),
        one.citations().stream()
            .flatMap(citation -> citation.rule().stream())
            .map(Requirement::id)
            .toList(),
        one.topic().orElse(""),
        one.file());
  }

  /** A verdict on a case that was not played. */
  static TargetVerdict verdict(String target, Case one, Profile profile, Verdict verdict) {
    return verdict(
        target, one, profile, Script.EMPTY, verdict, new Transcript(List.of()), Secrets.NONE);
  }

  static TargetVerdict verdict(
      String target,
      Case one,
      Profile profile,
      Script script,
      Verdict verdict,
      Transcript transcript,
      Secrets secrets) {
    List<TranscriptLine> lines =
        transcript.events().stream().map(event -> line(event, secrets)).toList();
    double ms = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).ms();
    TargetVerdict entry =
        TargetVerdict.of(target, outcome(verdict), reason(one, verdict), ms, lines);
    Optional<Decision> decision = verdict.decision();
    if (decision.isPresent()) {
      entry = decided(entry, one, decision.get(), secrets);
      Optional<org.smtpspec.suite.Level> level =
          level(one, profile, script, verdict, decision.get());
      entry = level.isPresent() ? entry.withLevel(Level.valueOf(level.get().name())) : entry;
    }
    return entry;
  }

  /**
   * A judge asks only that the client wrote, so what it wrote at great length is shown by its ends.
   */
  private static TranscriptLine line(Event event, Secrets secrets) {
    String text = event.octets().text();
    text = event.fromClient() ? secrets.masked(text) : text;
    if (event.fromClient() && text.length() > LONG) {
      int left = text.length() - 2 * SHOWN;
      text =
          text.substring(0, SHOWN)
              + "[... "
              + left
              + " octets ...]"
              + text.substring(text.length() - SHOWN);
    }
    return TranscriptLine.of(event.ms(), event.from(), Octets.of(text).toBytes());
  }

  private static TargetVerdict decided(
      TargetVerdict entry, Case one, Decision decision, Secrets secrets) {
    String expected =
        decision.expected()
            + (decision.tolerated().isEmpty()
                ? ""
                : "   (tolerated: " + decision.tolerated() + ")");
    TargetVerdict decided =
        entry.withDecision(
            one.file() + ":" + decision.line(),
            secrets.masked(decision.sent()),
            expected,
            decision.received());
    boolean inside = decision.event() >= 0 && decision.event() < entry.transcript().size();
    return inside ? decided.withMark(decision.event()) : decided;
  }

  /**
   * The level of the line that decided, where it is not that of the case; MAY for a contested
   * reading, which is reported and fails nothing.
   */
  private static Optional<org.smtpspec.suite.Level> level(
      Case one, Profile profile, Script script, Verdict verdict, Decision decision) {
    if (one.tentative().isPresent() && verdict instanceof Verdict.Violates) {
      return Optional.of(org.smtpspec.suite.Level.MAY);
    }
    return Optional.ofNullable(script.levels().get(decision.line()))
        .filter(level -> level != one.level(profile));
  }

  private static String reason(Case one, Verdict verdict) {
    boolean contested = one.tentative().isPresent() && verdict instanceof Verdict.Violates;
    if (!contested) {
      return verdict.reason();
    }
    String why = "contested: " + one.tentative().orElseThrow();
    return verdict.reason().isEmpty() ? why : verdict.reason() + "; " + why;
  }

  static Outcome outcome(Verdict verdict) {
    if (verdict instanceof Verdict.Conforms) {
      return Outcome.CONFORMS;
    } else if (verdict instanceof Verdict.Tolerated) {
      return Outcome.TOLERATED;
    } else if (verdict instanceof Verdict.Violates) {
      return Outcome.VIOLATES;
    }
    return verdict instanceof Verdict.NotApplicable ? Outcome.NOT_APPLICABLE : Outcome.INCONCLUSIVE;
  }
}
