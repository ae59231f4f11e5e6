package org.smtpspec.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Listed;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.TranscriptLine;

/**
 * A finding in words: which rule, where, what was sent, expected against received, and how to run
 * it again. All reports say it with this class.
 *
 * @param headline which rule, and what became of it
 * @param rows the labelled lines below it; those that do not apply are left out
 */
record FindingText(String headline, List<Row> rows) {
  private static final String GAP = "   ";
  private static final int LONG = 160;

  /** A line of the block: a label, and what it says. */
  record Row(String label, String text) {
    /** The line, with labels aligned. */
    String line() {
      return "  %-8s  %s".formatted(label, text);
    }
  }

  static FindingText of(TargetInfo target, CaseEntry entry, TargetVerdict verdict) {
    List<Row> rows = new ArrayList<>();
    boolean reasoned = verdict.verdict() != Outcome.VIOLATES || verdict.received().isEmpty();
    if (reasoned) {
      add(rows, "because", verdict.reason());
    }
    add(rows, "at", verdict.at().isEmpty() ? entry.file() : verdict.at());
    add(rows, "sent", verdict.sent());
    add(rows, "expected", verdict.expected());
    if (!verdict.received().isEmpty()) {
      add(rows, "received", verdict.received() + GAP + "after " + latency(verdict));
    }
    verdict.listed().ifPresent(listed -> add(rows, "listed", listed(listed, verdict)));
    add(rows, "again", again(target) + " " + quoted(entry.id()));
    return new FindingText(headline(entry, verdict), List.copyOf(rows));
  }

  /** What the ledger says, and for a deviation that is gone what to do about it. */
  private static String listed(Listed listed, TargetVerdict verdict) {
    String gone = verdict.stale() ? "; gone: remove the line, or end its versions" : "";
    return "%s as %s, because %s%s"
        .formatted(listed.at(), listed.outcome().json(), listed.reason(), gone);
  }

  private static void add(List<Row> rows, String label, String text) {
    if (!text.isEmpty()) {
      rows.add(new Row(label, text));
    }
  }

  private static String headline(CaseEntry entry, TargetVerdict verdict) {
    List<String> parts = new ArrayList<>();
    parts.add(entry.id());
    parts.add(verdictOf(entry, verdict));
    parts.add(Citation.line(entry.cite()));
    if (verdict.known()) {
      parts.add("(known)");
    }
    return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(GAP));
  }

  private static String verdictOf(CaseEntry entry, TargetVerdict verdict) {
    Level level = entry.levelFor(verdict);
    if (verdict.stale() && verdict.verdict() != Outcome.VIOLATES) {
      return "UNEXPECTED PASS of a " + level;
    }
    return switch (verdict.verdict()) {
      case VIOLATES -> "VIOLATES a " + level;
      case TOLERATED -> "TOLERATED under a " + level;
      case CONFORMS -> "CONFORMS to a " + level;
      case NOT_APPLICABLE -> "NOT APPLICABLE";
      case INCONCLUSIVE -> "INCONCLUSIVE";
    };
  }

  /** The whole block, without a newline at its end. */
  String block() {
    return rows.stream().map(Row::line).collect(Collectors.joining("\n", headline + "\n", ""));
  }

  /** The finding in one line, for where it is mentioned only. */
  String brief() {
    return rows.stream()
        .filter(row -> row.label.equals("expected") || row.label.equals("received"))
        .map(row -> GAP + row.label + " " + row.text)
        .collect(Collectors.joining("", headline, ""));
  }

  /** The command that runs something on the target, to which the id of a case is added. */
  static String again(TargetInfo target) {
    String spec = target.spec().isEmpty() ? target.id() : target.spec();
    boolean plain = spec.matches("[A-Za-z0-9_@%+=:,./-]+");
    return "smtpspec run --target " + (plain ? spec : quoted(spec));
  }

  /** What a server said, where it stands beside what others said: without its end, if long. */
  static String cut(String text) {
    String line = text.replaceFirst("(\\\\r)?\\\\n$", "");
    return line.length() <= LONG ? line : line.substring(0, LONG - 3) + "...";
  }

  /** The text as one word of a POSIX shell. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  /** How long the server took: from what the client last wrote to the event that decided. */
  static String latency(TargetVerdict verdict) {
    if (verdict.mark().isEmpty()) {
      return millis(verdict.ms());
    }
    List<TranscriptLine> transcript = verdict.transcript();
    int mark = verdict.mark().getAsInt();
    double since = 0;
    for (TranscriptLine line : transcript.subList(0, mark)) {
      since = line.fromClient() ? line.ms() : since;
    }
    return millis(Math.max(0, transcript.get(mark).ms() - since));
  }

  /** A span, with a decimal only where it says something. */
  static String millis(double ms) {
    return String.format(Locale.ROOT, ms > 0 && ms < 10 ? "%.1f ms" : "%.0f ms", ms);
  }
}
