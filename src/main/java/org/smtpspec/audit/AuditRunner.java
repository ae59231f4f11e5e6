package org.smtpspec.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetInfo;
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
  private final AtomicBoolean failed = new AtomicBoolean();

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
    ExecutorService pool = Executors.newFixedThreadPool(plan.targets().size());
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
    long begun = System.nanoTime();
    try (Target target = targets.start(spec, plan.options())) {
      Probe look = Probe.of(target.address(), plan.limits().reply());
      var info =
          new TargetInfo(
              spec, spec, target.software(), target.image(), look.banner(), look.capabilities());
      double ready = since(begun);
      writer.updateTarget(info.withTimes(ready, 0));
      if (look.failure().isPresent()) {
        unusable(spec, target.address() + " " + look.failure().get().words(), target.log());
        return;
      }
      progress.ready(spec, target.software());
      long first = System.nanoTime();
      var checker = new Checker(target, look, plan.limits(), tokens.get());
      for (Check check : plan.checks().get(spec)) {
        writer.add(checker.check(check));
        progress.done();
      }
      writer.updateTarget(info.withTimes(ready, since(first)));
    } catch (TargetException e) {
      if (e.isUsage()) {
        throw e;
      }
      unusable(spec, e.getMessage(), e.log());
    }
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  private void unusable(String spec, String why, List<String> log) {
    failed.set(true);
    progress.failed(spec, why, log);
  }
}
