package org.smtpspec.relay;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.run.EachTarget;
import org.smtpspec.run.Progress;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;

/** Fills the truth tables of several servers, some at a time, and writes each when it is full. */
public final class RelayRunner {
  /** How many servers run at once at most: a table of settings has dozens. */
  private static final int AT_ONCE = 4;

  private final RelayPlan plan;
  private final Targets targets;
  private final ResultWriter writer;
  private final Supplier<Tokens> tokens;
  private final Progress progress;

  /**
   * A runner that writes to {@code writer}, in which all targets of the plan are named already.
   *
   * @param tokens gives each target tokens of its own
   */
  public RelayRunner(
      RelayPlan plan,
      Targets targets,
      ResultWriter writer,
      Supplier<Tokens> tokens,
      Progress progress) {
    this.plan = plan;
    this.targets = targets;
    this.writer = writer;
    this.tokens = tokens;
    this.progress = progress;
  }

  /**
   * Probes all targets. One that fails has no cells; the others go on.
   *
   * @return whether every target could be used
   * @throws TargetException when a specification is wrong: nothing more is sent then
   */
  public boolean run() throws TargetException, InterruptedException {
    return new EachTarget(targets, plan.options(), plan.limits().reply(), writer, progress)
        .run(
            plan.targets(),
            Math.min(AT_ONCE, plan.targets().size()),
            (spec, target, probe) -> fill(target),
            (spec, why) -> {});
  }

  private Optional<String> fill(Target target) throws TargetException, InterruptedException {
    var probes = new TargetProbes(target, tokens.get(), plan.limits());
    List<RelayEntry> entries = probes.run(plan.policy(target).cells(), progress::done);
    entries.forEach(writer::add);
    return Optional.empty();
  }
}
