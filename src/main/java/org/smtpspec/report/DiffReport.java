package org.smtpspec.report;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.smtpspec.result.AuditChange;
import org.smtpspec.result.Diff;
import org.smtpspec.result.Diff.Change;
import org.smtpspec.result.Diff.Kind;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.RelayChange;

/** A difference as a terminal shows it: the worst first, and together what shows the same. */
public final class DiffReport {
  private static final int NAMED = 4;
  private static final int GROUPS = 60;

  private final Paint paint;

  /** A report in plain text or in colour. */
  public DiffReport(boolean colour) {
    this.paint = new Paint(colour);
  }

  DiffReport(Paint paint) {
    this.paint = paint;
  }

  /** Writes the report. */
  public void write(Diff diff, Appendable out) throws IOException {
    if (diff.none()) {
      out.append("no difference\n");
      return;
    }
    for (Diff.TargetChange change : diff.targets()) {
      out.append(paint.bold(change.target() + ": " + change.what())).append('\n');
      out.append("  was  ").append(orNothing(change.before())).append('\n');
      out.append("  is   ").append(orNothing(change.after())).append("\n\n");
    }
    for (String target : diff.unheard()) {
      out.append(paint.verdict(Outcome.VIOLATES, target + " answered no case any more"));
      out.append("\n\n");
    }
    for (RelayChange.Kind kind : RelayChange.Kind.values()) {
      relay(diff.relay(kind), kind, out);
    }
    for (AuditChange.Kind kind : AuditChange.Kind.values()) {
      audit(diff.audit(kind), kind, out);
    }
    for (Kind kind : Kind.values()) {
      changes(diff, kind, out);
    }
    only("targets added", diff.added().targets(), out);
    only("targets removed", diff.removed().targets(), out);
    only("cases added", diff.added().cases(), out);
    only("cases removed", diff.removed().cases(), out);
    out.append(summary(diff)).append('\n');
  }

  private void relay(List<RelayChange> changes, RelayChange.Kind kind, Appendable out)
      throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    out.append(paint.bold("== relay, " + kind.words() + ": " + changes.size())).append("\n\n");
    for (RelayChange change : changes.subList(0, Math.min(GROUPS, changes.size()))) {
      String head =
          "%s%s   on %s"
              .formatted(
                  change.cell(), change.regression() ? "   REGRESSION" : "", change.target());
      Outcome colour = change.regression() ? Outcome.VIOLATES : Outcome.NOT_APPLICABLE;
      out.append(paint.verdict(colour, head)).append('\n');
      out.append("  was  ").append(change.before()).append('\n');
      out.append("  is   ").append(change.after()).append(", expected ");
      out.append(orNothing(change.expected())).append('\n');
      out.append("  by   ").append(orNothing(change.evidence())).append("\n\n");
    }
    if (changes.size() > GROUPS) {
      out.append("... and ").append(Integer.toString(changes.size() - GROUPS)).append(" more\n\n");
    }
  }

  private void audit(List<AuditChange> changes, AuditChange.Kind kind, Appendable out)
      throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    out.append(paint.bold("== audit, " + kind.words() + ": " + changes.size())).append("\n\n");
    for (AuditChange change : changes) {
      String head =
          "%s%s   on %s"
              .formatted(
                  change.check(), change.regression() ? "   REGRESSION" : "", change.target());
      out.append(paint.verdict(change.after().outcome(), head)).append('\n');
      out.append("  rule  ").append(orNothing(change.title())).append('\n');
      out.append("  was   ").append(change.before().json()).append('\n');
      out.append("  is    ").append(change.after().json());
      out.append(change.reason().isEmpty() ? "" : ", " + FindingText.cut(change.reason()));
      out.append("\n\n");
    }
  }

  private void changes(Diff diff, Kind kind, Appendable out) throws IOException {
    List<List<Change>> groups = diff.alike(kind);
    if (groups.isEmpty()) {
      return;
    }
    out.append(paint.bold("== " + kind.words() + ": " + diff.changes(kind).size())).append("\n\n");
    for (List<Change> alike : groups.subList(0, Math.min(GROUPS, groups.size()))) {
      group(alike, out);
    }
    if (groups.size() > GROUPS) {
      out.append("... and ").append(Integer.toString(groups.size() - GROUPS)).append(" more\n\n");
    }
  }

  private void group(List<Change> alike, Appendable out) throws IOException {
    Change first = alike.get(0);
    String head =
        "%s   %s%s   on %s"
            .formatted(
                ids(alike.stream().map(Change::id).toList()),
                first.level(),
                first.regression() ? "   REGRESSION" : "",
                first.target());
    Outcome colour = first.regression() ? Outcome.VIOLATES : Outcome.NOT_APPLICABLE;
    out.append(paint.verdict(colour, head)).append('\n');
    out.append("  was  ").append(side(first, first.before())).append('\n');
    out.append("  is   ").append(side(first, first.after())).append("\n\n");
  }

  private static String side(Change change, Diff.Side side) {
    String reply = orNothing(side.received());
    return change.kind() == Kind.REPLY ? reply : side.verdict().json() + "  " + reply;
  }

  private static String orNothing(String text) {
    return text.isEmpty() ? "-" : FindingText.cut(text);
  }

  private static String ids(List<String> ids) {
    String named = ids.stream().limit(NAMED).collect(Collectors.joining(", "));
    return ids.size() > NAMED ? named + " and " + (ids.size() - NAMED) + " more" : named;
  }

  private void only(String what, List<String> ids, Appendable out) throws IOException {
    if (!ids.isEmpty()) {
      out.append(paint.bold("== " + what + ": " + ids.size())).append("\n  ");
      out.append(ids(ids)).append("\n\n");
    }
  }

  private static String summary(Diff diff) {
    String counts =
        List.of(Kind.values()).stream()
            .map(kind -> diff.changes(kind).size() + " " + kind.words())
            .collect(Collectors.joining(", "));
    String cells =
        diff.relay().isEmpty()
            ? ""
            : List.of(RelayChange.Kind.values()).stream()
                    .map(kind -> diff.relay(kind).size() + " cells " + kind.words())
                    .collect(Collectors.joining(", "))
                + "; ";
    String checks =
        diff.audit().isEmpty()
            ? ""
            : List.of(AuditChange.Kind.values()).stream()
                    .map(kind -> diff.audit(kind).size() + " checks " + kind.words())
                    .collect(Collectors.joining(", "))
                + "; ";
    return cells
        + checks
        + counts
        + ", %d cases added, %d removed"
            .formatted(diff.added().cases().size(), diff.removed().cases().size());
  }
}
