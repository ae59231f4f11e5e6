package org.smtpspec.audit;

import java.util.Optional;
import java.util.function.Supplier;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.run.EachTarget;
import org.smtpspec.run.Progress;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;

/**
 * Does the checks of several servers, all servers at once, and writes what they find as it goes.
 */
public final class AuditRunner {
  private final AuditPlan plan;
  private final Targets targets;
  private final ResultWriter writer;
  private final Supplier<Tokens> tokens;
  private final Progress progress;

  /**
   * A runner that writes to {@code writer}, in which all targets of the plan are named already.
   *
   * @param tokens gives each target tokens of its own
   */
  public AuditRunner(
      AuditPlan plan,
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
   * Checks all targets. One that fails has no findings; the others go on.
   *
   * @return whether every target could be used
   * @throws TargetException when a specification is wrong: nothing more is sent then
   */
  public boolean run() throws TargetException, InterruptedException {
    return new EachTarget(targets, plan.options(), plan.limits().reply(), writer, progress)
        .run(plan.targets(), plan.targets().size(), this::check, (spec, why) -> {});
  }

  private Optional<String> check(String spec, Target target, Probe look)
      throws InterruptedException {
    var checker = new Checker(target, look, plan.limits(), tokens.get());
    for (Check check : plan.checks().get(spec)) {
      writer.add(checker.check(check));
      progress.done();
    }
    return Optional.empty();
  }
}
