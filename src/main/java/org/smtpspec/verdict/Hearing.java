package org.smtpspec.verdict;

import java.util.List;
import java.util.Optional;
import org.smtpspec.dialogue.Alternative;
import org.smtpspec.dialogue.Bindings;
import org.smtpspec.dialogue.MailExpectation;
import org.smtpspec.dialogue.Observation;
import org.smtpspec.dialogue.PassageCheck;
import org.smtpspec.dialogue.Playback;
import org.smtpspec.dialogue.Rank;
import org.smtpspec.dialogue.Step;
import org.smtpspec.dialogue.Transcript;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Reply;

/**
 * One transcript before the judge. Each method gives the verdict that its step brings about, if it
 * brings one.
 */
final class Hearing implements Step.Handler<Optional<Verdict>> {
  private static final int SHUTTING_DOWN = 421;

  private final boolean strictReplies;
  private final Playback playback;
  private final Bindings bindings = new Bindings();

  /** The first reply that kept the rule: what a report shows of a server that conforms. */
  private Optional<Decision> kept = Optional.empty();

  private Optional<Verdict> tolerated = Optional.empty();

  /** In which of several right ways, in the words of the case. */
  private String way = "";

  Hearing(boolean strictReplies, Transcript transcript) {
    this.strictReplies = strictReplies;
    this.playback = new Playback(transcript);
  }

  Verdict of(List<Step> steps) {
    for (Step step : steps) {
      Optional<Verdict> verdict = unasked(step.line()).or(() -> step.by(this));
      if (verdict.isPresent()) {
        return verdict.get();
      }
    }
    int last = steps.isEmpty() ? 1 : steps.get(steps.size() - 1).line();
    return unasked(last).orElseGet(this::rest);
  }

  private Verdict rest() {
    return tolerated.orElseGet(() -> new Verdict.Conforms(kept, way));
  }

  private Optional<Verdict> unasked(int line) {
    return playback
        .unasked()
        .map(
            reply ->
                reply.code() == SHUTTING_DOWN
                    ? shuttingDown(decision(line, "no reply", "", reply.raw().escaped()))
                    : new Verdict.Violates(
                        Optional.of(decision(line, "no further reply", "", reply.raw().escaped())),
                        "a reply nobody asked for"));
  }

  private static Verdict shuttingDown(Decision decision) {
    return new Verdict.Inconclusive(Optional.of(decision), "the server is shutting down (421)");
  }

  private Optional<Verdict> brokenOff(int line) {
    return Optional.of(
        new Verdict.Inconclusive(Optional.empty(), "the dialogue broke off before line " + line));
  }

  @Override
  public Optional<Verdict> expect(Step.Expect step) {
    Optional<Observation> next = playback.next();
    if (next.isEmpty()) {
      return brokenOff(step.line());
    }
    Observation seen = next.get();
    Optional<Alternative> chosen = step.choose(seen, bindings);
    if (chosen.isEmpty()) {
      return Optional.of(mismatch(step, seen));
    }
    Optional<String> departures = seen.answer().map(Reply::departures).flatMap(Judge::departures);
    if (strictReplies && departures.isPresent()) {
      Decision decision = decision(step.line(), "a well-formed reply", "", seen.words());
      return Optional.of(new Verdict.Violates(Optional.of(decision), departures.get()));
    }
    return met(step, chosen.get(), seen);
  }

  private Optional<Verdict> met(Step.Expect step, Alternative chosen, Observation seen) {
    Decision decision =
        decision(chosen.line(), step.words(Rank.KEEPS), step.words(Rank.TOLERATED), seen.words());
    if (chosen.rank() == Rank.EXEMPT) {
      return Optional.of(new Verdict.NotApplicable(Optional.of(decision), chosen.reason()));
    }
    if (chosen.rank() == Rank.TOLERATED && tolerated.isEmpty()) {
      tolerated = Optional.of(new Verdict.Tolerated(Optional.of(decision), chosen.reason()));
    }
    if (kept.isEmpty() && !step.onTheWay()) {
      kept = Optional.of(decision);
    }
    if (chosen.rank() == Rank.KEEPS && !chosen.reason().isEmpty()) {
      way = chosen.reason();
    }
    return chosen.stop() ? Optional.of(rest()) : Optional.empty();
  }

  private Verdict mismatch(Step.Expect step, Observation seen) {
    Decision decision =
        decision(step.line(), step.words(Rank.KEEPS), step.words(Rank.TOLERATED), seen.words());
    if (seen.answer().map(Reply::code).orElse(0) == SHUTTING_DOWN) {
      return shuttingDown(decision);
    }
    if (step.onTheWay()) {
      return new Verdict.Inconclusive(
          Optional.of(decision), "the server did not go along to the point that is tested");
    }
    Optional<Fault> fault = seen.fault();
    if (fault.isPresent() && saysNothing(fault.get(), step)) {
      return new Verdict.Inconclusive(Optional.of(decision), fault.get().words());
    }
    return new Verdict.Violates(Optional.of(decision), fault.map(Fault::words).orElse(""));
  }

  private static boolean saysNothing(Fault fault, Step.Expect step) {
    boolean guardOnly = fault instanceof Fault.Silence && step.within().isEmpty();
    return guardOnly || fault instanceof Fault.Refusal || fault instanceof Fault.TlsFailure;
  }

  @Override
  public Optional<Verdict> checkMailbox(Step.CheckMailbox step) {
    Optional<Observation> next = playback.next();
    if (next.isEmpty()) {
      return brokenOff(step.line());
    }
    Optional<Observation.Mail> mail = next.get().mail();
    if (mail.isEmpty()) {
      return Optional.of(
          new Verdict.Inconclusive(
              Optional.of(
                  decision(step.line(), words(step.checks().get(0)), "", next.get().words())),
              next.get().words()));
    }
    return step.checks().stream()
        .flatMap(check -> unmet(step, check, mail.get()).stream())
        .findFirst();
  }

  private Optional<Verdict> unmet(
      Step.CheckMailbox step, MailExpectation expectation, Observation.Mail mail) {
    Optional<String> unmet = expectation.check().unmet(mail, bindings);
    if (unmet.isEmpty()) {
      return Optional.empty();
    }
    Decision decision =
        decision(
            expectation.line(),
            words(expectation),
            toleratedWords(expectation),
            step.address() + ": " + unmet.get());
    Optional<MailExpectation.Tolerated> other =
        expectation.tolerated().stream()
            .filter(one -> one.check().unmet(mail, bindings).isEmpty())
            .findFirst();
    if (other.isEmpty()) {
      return Optional.of(
          expectation.check() instanceof PassageCheck.Tried
              ? new Verdict.Inconclusive(
                  Optional.of(decision), "the server has not tried to send it so far")
              : new Verdict.Violates(Optional.of(decision), ""));
    }
    tolerated =
        tolerated.or(
            () -> Optional.of(new Verdict.Tolerated(Optional.of(decision), other.get().reason())));
    return Optional.empty();
  }

  private static String words(MailExpectation expectation) {
    return expectation.check().words();
  }

  private static String toleratedWords(MailExpectation expectation) {
    return expectation.tolerated().stream()
        .map(one -> one.check().words())
        .reduce((a, b) -> a + " | " + b)
        .orElse("");
  }

  @Override
  public Optional<Verdict> send(Step.Send step) {
    return doneUnlessBroken(step, "the connection to hold");
  }

  @Override
  public Optional<Verdict> upgrade(Step.Upgrade step) {
    return doneUnlessBroken(step, "a TLS handshake");
  }

  @Override
  public Optional<Verdict> pause(Step.Pause step) {
    return doneUnlessBroken(step, "the connection to hold");
  }

  @Override
  public Optional<Verdict> hangUp(Step.HangUp step) {
    return doneUnlessBroken(step, "the connection to hold");
  }

  @Override
  public Optional<Verdict> silence(Step.ExpectSilence step) {
    Optional<Observation> next = playback.next();
    if (next.isEmpty()) {
      return brokenOff(step.line());
    }
    return next.filter(Observation.Noise.class::isInstance)
        .map(
            seen ->
                new Verdict.Violates(
                    Optional.of(decision(step.line(), "silence", "", seen.words())),
                    "an octet where none may come"));
  }

  @Override
  public Optional<Verdict> leave(Step.Leave step) {
    Optional<Verdict> unsaid = doneUnlessBroken(step, "the connection to hold");
    if (unsaid.isPresent()) {
      return unsaid;
    }
    Optional<Observation> next = playback.next();
    while (next.flatMap(Observation::answer).isPresent()) {
      next = playback.next();
    }
    return next.filter(Observation::hasEnded).isPresent()
        ? Optional.empty()
        : Optional.of(
            new Verdict.Inconclusive(
                next.map(seen -> decision(step.line(), "closed", "", seen.words())),
                "the server did not close the connection after QUIT"));
  }

  private Optional<Verdict> doneUnlessBroken(Step step, String expected) {
    Optional<Observation> next = playback.next();
    if (next.isEmpty()) {
      return brokenOff(step.line());
    }
    return next.flatMap(Observation::fault)
        .map(
            fault ->
                new Verdict.Inconclusive(
                    Optional.of(decision(step.line(), expected, "", fault.words())),
                    fault.words()));
  }

  private Decision decision(int line, String expected, String tolerated, String received) {
    return new Decision(
        line,
        playback.position(),
        playback.lastSent().escaped(),
        expected,
        tolerated,
        received,
        playback.waited());
  }
}
