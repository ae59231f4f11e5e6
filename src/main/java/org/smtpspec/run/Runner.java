package org.smtpspec.run;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.smtpspec.result.Ledger;
import org.smtpspec.result.ResultException;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.suite.Case;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.Targets;
import org.smtpspec.verdict.Verdict;

/** Executes a plan: all targets at once, and on each as many cases at once as the plan says. */
public final class Runner {
  private final Plan plan;
  private final Targets targets;
  private final ResultWriter writer;
  private final Tokens tokens;
  private final Progress progress;

  /** Fair, so that no target waits for another to finish. */
  private final Semaphore turns;

  /** A runner that writes to {@code writer}, in which all targets of the plan are named already. */
  public Runner(Plan plan, Targets targets, ResultWriter writer, Tokens tokens, Progress progress) {
    this.plan = plan;
    this.targets = targets;
    this.writer = writer;
    this.tokens = tokens;
    this.progress = progress;
    this.turns = new Semaphore(plan.together(), true);
  }

  /**
   * Runs everything. A target that fails makes its cases Inconclusive; the others go on.
   *
   * @return whether every target could be used
   * @throws TargetException when a specification is wrong: nothing more is run then
   */
  public boolean run() throws TargetException, InterruptedException {
    writer.plan(plan.cases().stream().map(one -> one.id().toString()).toList());
    return new EachTarget(targets, plan.options(), plan.limits().reply(), writer, progress)
        .run(plan.targets(), Math.max(1, plan.targets().size()), this::play, this::unusable);
  }

  private Optional<String> play(String spec, Target target, Probe probe)
      throws InterruptedException {
    var runner =
        new CaseRunner(target, probe, plan.profile(), plan.limits(), tokens, plan.effort());
    cases(target, runner, plan.expected(spec, target.software()));
    return runner.trouble();
  }

  private void unusable(String spec, String why) {
    for (Case one : plan.cases()) {
      if (!writer.has(one.id().toString(), spec)) {
        writer.add(
            Entries.entry(one, plan.profile()),
            Entries.verdict(
                spec, one, plan.profile(), Verdict.Inconclusive.because("no server: " + why)));
      }
      progress.done();
    }
  }

  private void cases(Target target, CaseRunner runner, Ledger.Expected expected)
      throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(plan.jobs());
    try {
      var together =
          plan.cases().stream()
              .filter(one -> !one.alone())
              .map(one -> pool.submit(() -> one(target, runner, expected, one)))
              .toList();
      for (Future<?> future : together) {
        await(future);
      }
    } finally {
      pool.shutdownNow();
    }
    plan.cases().stream().filter(Case::alone).forEach(one -> one(target, runner, expected, one));
  }

  private static void await(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ResultException unwritable) {
        throw unwritable;
      }
      throw new IllegalStateException("a case broke off: " + e.getCause(), e.getCause());
    }
  }

  private void one(Target target, CaseRunner runner, Ledger.Expected expected, Case one) {
    if (writer.has(one.id().toString(), target.id())) {
      progress.done();
      return;
    }
    turns.acquireUninterruptibly();
    try {
      TargetVerdict verdict = expected.mark(one.id().toString(), verdict(target, runner, one));
      writer.add(Entries.entry(one, plan.profile()), verdict);
    } finally {
      turns.release();
    }
    progress.done();
  }

  private TargetVerdict verdict(Target target, CaseRunner runner, Case one) {
    try {
      return runner.run(one);
    } catch (RuntimeException e) {
      return Entries.verdict(
          target.id(),
          one,
          plan.profile(),
          Verdict.Inconclusive.because("the case could not be played: " + e));
    }
  }
}
