package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.run.Progress;
import org.smtpspec.run.Tokens;
import org.smtpspec.target.Probe;
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
  private final AtomicBoolean failed = new AtomicBoolean();

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
    ExecutorService pool = Executors.newFixedThreadPool(Math.min(AT_ONCE, plan.targets().size()));
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
      var probes = new TargetProbes(target, tokens.get(), plan.limits());
      List<RelayEntry> entries = probes.run(plan.policy(target).cells(), progress::done);
      entries.forEach(writer::add);
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
