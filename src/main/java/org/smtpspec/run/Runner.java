package org.smtpspec.run;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetInfo;
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
  private final AtomicBoolean failed = new AtomicBoolean();

  /** A runner that writes to {@code writer}, in which all targets of the plan are named already. */
  public Runner(Plan plan, Targets targets, ResultWriter writer, Tokens tokens, Progress progress) {
    this.plan = plan;
    this.targets = targets;
    this.writer = writer;
    this.tokens = tokens;
    this.progress = progress;
  }

  /**
   * Runs everything. A target that fails makes its cases Inconclusive; the others go on.
   *
   * @return whether every target could be used
   * @throws TargetException when a specification is wrong: nothing more is run then
   */
  public boolean run() throws TargetException, InterruptedException {
    writer.plan(plan.cases().stream().map(one -> one.id().toString()).toList());
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, plan.targets().size()));
    try {
      var futures = new ArrayList<Future<?>>();
      for (String spec : plan.targets()) {
        futures.add(
            pool.submit(
                () -> {
                  target(spec);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        finish(future);
      }
    } finally {
      pool.shutdownNow();
    }
    return !failed.get();
  }

  private static void finish(Future<?> future) throws TargetException, InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TargetException wrong) {
        throw wrong;
      }
      throw new IllegalStateException("a target's run broke off: " + e.getCause(), e.getCause());
    }
  }

  private void target(String spec) throws TargetException, InterruptedException {
    try (Target target = targets.start(spec, plan.options())) {
      Probe probe = Probe.of(target.address(), plan.limits().reply());
      writer.updateTarget(
          new TargetInfo(
              spec, spec, target.software(), target.image(), probe.banner(), probe.capabilities()));
      if (probe.failure().isPresent()) {
        unusable(spec, target.address() + " " + probe.failure().get().words(), target.log());
        return;
      }
      progress.ready(spec, target.software());
      cases(
          target,
          new CaseRunner(
              target, probe, plan.profile(), plan.limits(), tokens, CaseRunner.USUAL_PATIENCE));
    } catch (TargetException e) {
      if (e.isUsage()) {
        throw e;
      }
      unusable(spec, e.getMessage(), e.log());
    }
  }

  private void unusable(String spec, String why, List<String> log) {
    failed.set(true);
    progress.failed(spec, why, log);
    for (Case one : plan.cases()) {
      writer.add(
          Entries.entry(one, plan.profile()),
          Entries.verdict(
              spec, one, plan.profile(), Verdict.Inconclusive.because("no server: " + why)));
      progress.done();
    }
  }

  private void cases(Target target, CaseRunner runner) throws InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(plan.jobs());
    try {
      var together =
          plan.cases().stream()
              .filter(one -> !one.alone())
              .map(one -> pool.submit(() -> one(target, runner, one)))
              .toList();
      for (Future<?> future : together) {
        await(future);
      }
    } finally {
      pool.shutdownNow();
    }
    plan.cases().stream().filter(Case::alone).forEach(one -> one(target, runner, one));
  }

  private static void await(Future<?> future) throws InterruptedException {
    try {
      future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a case broke off: " + e.getCause(), e.getCause());
    }
  }

  private void one(Target target, CaseRunner runner, Case one) {
    writer.add(Entries.entry(one, plan.profile()), verdict(target, runner, one));
    progress.done();
  }

  private org.smtpspec.result.TargetVerdict verdict(Target target, CaseRunner runner, Case one) {
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
