package org.smtpspec.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.target.Probe;
import org.smtpspec.target.Target;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.Targets;

/**
 * Starts several targets, does the same with each, and writes down what each is and how long it
 * took. One that fails is told of; the others go on.
 */
public final class EachTarget {
  private final Targets targets;
  private final TargetOptions options;
  private final Duration limit;
  private final ResultWriter writer;
  private final Progress progress;
  private final AtomicBoolean failed = new AtomicBoolean();

  /** What is done with a target that is ready. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @param probe what a look at the target told
     * @return why the target was lost on the way, if it was
     */
    Optional<String> on(String spec, Target target, Probe probe)
        throws TargetException, InterruptedException;
  }

  /**
   * For {@code targets} as {@code options} say.
   *
   * @param limit how long a greeting may take
   * @param writer in which all of them are named already
   */
  public EachTarget(
      Targets targets,
      TargetOptions options,
      Duration limit,
      ResultWriter writer,
      Progress progress) {
    this.targets = targets;
    this.options = options;
    this.limit = limit;
    this.writer = writer;
    this.progress = progress;
  }

  /**
   * Does {@code work} with each of {@code specs}.
   *
   * @param atOnce with how many at once at most; 1 or more
   * @param unusable is told the specification of a target that cannot be used, and why
   * @return whether every target could be used
   * @throws TargetException when a specification is wrong: nothing more is done then
   */
  public boolean run(List<String> specs, int atOnce, Work work, BiConsumer<String, String> unusable)
      throws TargetException, InterruptedException {
    ExecutorService pool = Executors.newFixedThreadPool(atOnce);
    try {
      var futures = new ArrayList<Future<?>>();
      for (String spec : specs) {
        futures.add(
            pool.submit(
                () -> {
                  target(spec, work, unusable);
                  return null;
                }));
      }
      for (Future<?> future : futures) {
        Awaited.result(future, "a target's run");
      }
    } finally {
      pool.shutdownNow();
    }
    return !failed.get();
  }

  private void target(String spec, Work work, BiConsumer<String, String> unusable)
      throws TargetException, InterruptedException {
    long begun = System.nanoTime();
    try (Target target = targets.start(spec, options)) {
      Probe probe = Probe.of(target.address(), limit);
      TargetInfo info = info(spec, target, probe);
      double ready = since(begun);
      writer.updateTarget(info.withTimes(ready, 0));
      if (probe.failure().isPresent()) {
        String why = target.address() + " " + probe.failure().get().words();
        broken(spec, why, target.log());
        unusable.accept(spec, why);
        return;
      }
      progress.ready(spec, target.software(), target.phases());
      long first = System.nanoTime();
      Optional<String> lost = work.on(spec, target, probe);
      writer.updateTarget(info.withTimes(ready, since(first)));
      lost.ifPresent(why -> broken(spec, why, target.log()));
    } catch (TargetException e) {
      if (e.isUsage()) {
        throw e;
      }
      broken(spec, e.getMessage(), e.log());
      unusable.accept(spec, e.getMessage());
    }
  }

  private static TargetInfo info(String spec, Target target, Probe probe) {
    return new TargetInfo(
            spec, spec, target.software(), target.image(), probe.banner(), probe.capabilities())
        .withOrigin(target.origin().base(), target.origin().packages());
  }

  private static double since(long nanos) {
    return (System.nanoTime() - nanos) / 1e6;
  }

  /** The target {@code spec} was lost; what it did before stands. */
  private void broken(String spec, String why, List<String> log) {
    failed.set(true);
    progress.failed(spec, why, log);
  }
}
