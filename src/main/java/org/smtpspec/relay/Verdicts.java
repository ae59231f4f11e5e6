package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.List;
import org.smtpspec.dialogue.Event;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.RelayOutcome;
import org.smtpspec.result.TranscriptLine;
import org.smtpspec.target.Target;

/**
 * Tells what became of each probe, from what the server said and what arrived. Where the message
 * went counts, not what was said: what is at the sink was relayed, also when it was refused.
 *
 * @param settled what arrived
 */
record Verdicts(Target target, Settling.Settled settled) {

  /** What became of a probe, and how that is known. */
  private record Fate(RelayOutcome outcome, String evidence) {}

  RelayEntry entry(Probe probe, Reception reception) {
    Fate fate = fate(probe, reception);
    Cell cell = probe.cell();
    String verdict = verdict(cell, fate.outcome(), reception);
    return new RelayEntry(
        target.id(),
        cell.vantage(),
        cell.manner().word(),
        cell.sender().name(),
        cell.recipient().name(),
        cell.sender().shown(),
        cell.recipient().shown(),
        fate.outcome().words(),
        cell.expectation().words(),
        verdict,
        fate.evidence(),
        told(fate.outcome(), verdict) ? transcript(probe, reception) : List.of());
  }

  private static String verdict(Cell cell, RelayOutcome outcome, Reception reception) {
    if (reception.kind() == Reception.Kind.ABSENT) {
      return "";
    } else if (!outcome.decided()) {
      return RelayEntry.UNDECIDED;
    }
    return cell.expectation().metBy(outcome, reception.code())
        ? RelayEntry.EXPECTED
        : RelayEntry.UNEXPECTED;
  }

  /** A plain refusal that is as expected has all there is to say in its evidence. */
  private static boolean told(RelayOutcome outcome, String verdict) {
    boolean plain = outcome.refused() || outcome == RelayOutcome.UNTRIED;
    return !plain || verdict.equals(RelayEntry.UNEXPECTED);
  }

  private Fate fate(Probe probe, Reception reception) {
    Arrivals arrivals = settled.arrivals();
    String token = probe.token();
    if (arrivals.relayed().containsKey(token)) {
      return new Fate(RelayOutcome.RELAYED, words(arrivals.relayed().get(token).get(0)));
    }
    return switch (reception.kind()) {
      case REFUSED -> new Fate(reception.stage().refused(), reception.words());
      case DEFERRED ->
          new Fate(RelayOutcome.DEFERRED, reception.words() + ", at the second attempt too");
      case LOST, UNTRIED, ABSENT -> new Fate(RelayOutcome.UNTRIED, reception.words());
      case TAKEN -> taken(probe, reception);
    };
  }

  private Fate taken(Probe probe, Reception reception) {
    Arrivals arrivals = settled.arrivals();
    String token = probe.token();
    if (arrivals.delivered().containsKey(token) && !onlyOther(probe)) {
      String where = String.join(", ", arrivals.delivered().get(token));
      return new Fate(RelayOutcome.DELIVERED, "in the mailbox " + where);
    } else if (arrivals.offered().containsKey(token)) {
      return new Fate(RelayOutcome.RELAYED, words(arrivals.offered().get(token).get(0)));
    } else if (arrivals.noticed().containsKey(token)) {
      return new Fate(RelayOutcome.BOUNCED, "a notice: " + arrivals.noticed().get(token).get(0));
    } else if (target.elsewhere().isEmpty()) {
      return new Fate(
          RelayOutcome.UNSEEN, reception.words() + "; no sink shows where this server sends mail");
    } else if (settled.failure().isPresent()) {
      return new Fate(RelayOutcome.UNSEEN, reception.words() + "; " + settled.failure().get());
    }
    return new Fate(
        RelayOutcome.VANISHED,
        "%s; %d later messages arrived, this one nowhere"
            .formatted(reception.words(), settled.fences()));
  }

  /** Whether the mailbox that has it is that of the other recipient alone. */
  private boolean onlyOther(Probe probe) {
    String other = target.facts().getOrDefault("mailbox2", "");
    return probe.cell().manner() == Manner.MIXED
        && settled.arrivals().delivered().get(probe.token()).stream().allMatch(other::equals);
  }

  private static String words(Passage passage) {
    return "%s %s %s, %s"
        .formatted(
            passage.host(),
            passage.taken() ? "got" : "was offered, and refused,",
            passage.mail(),
            String.join(", ", passage.recipients()));
  }

  /** The session, and behind it the message as it came to the sink. */
  private List<TranscriptLine> transcript(Probe probe, Reception reception) {
    var lines = new ArrayList<TranscriptLine>();
    for (Event event : reception.events()) {
      lines.add(TranscriptLine.of(event.ms(), event.from(), event.octets().toBytes()));
    }
    double last = lines.isEmpty() ? 0 : lines.get(lines.size() - 1).ms();
    for (Passage passage : settled.arrivals().relayed().getOrDefault(probe.token(), List.of())) {
      lines.add(TranscriptLine.of(last, "*", passage.octets().toBytes()));
    }
    return lines;
  }
}
