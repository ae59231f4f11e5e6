package org.smtpspec.result;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is done with several documents at once. */
public final class Results {
  private Results() {}

  /**
   * Lays documents side by side: each target a column, each case once. The same target may stand in
   * several, as when shards of one run are merged; then a later verdict replaces an earlier one.
   *
   * @throws ResultException if a target's id stands for different specifications
   */
  public static Result merge(List<Result> results) {
    if (results.isEmpty()) {
      throw new ResultException("nothing to merge: no result was given");
    }
    if (results.size() == 1) {
      return results.get(0);
    }
    checkTargets(results);
    Assembly assembly = new Assembly();
    assembly.add(Line.of(run(results)));
    results.forEach(assembly::add);
    return assembly.result();
  }

  private static void checkTargets(List<Result> results) {
    Map<String, TargetInfo> seen = new HashMap<>();
    Map<String, String> from = new HashMap<>();
    for (Result result : results) {
      for (TargetInfo target : result.targets()) {
        TargetInfo earlier = seen.putIfAbsent(target.id(), target);
        if (earlier != null && !earlier.spec().equals(target.spec())) {
          throw new ResultException(
              "target '%s' is %s in run %s, but %s in run %s: rename one of them"
                  .formatted(
                      target.id(),
                      quoted(earlier.spec()),
                      from.get(target.id()),
                      quoted(target.spec()),
                      result.run().id()));
        }
        from.putIfAbsent(target.id(), result.run().id());
      }
    }
  }

  private static String quoted(String spec) {
    return spec.isEmpty() ? "of unknown specification" : "'" + spec + "'";
  }

  /** From the first start to the last end; without an end if one of them has none. */
  private static RunInfo run(List<Result> results) {
    List<RunInfo> runs = results.stream().map(Result::run).toList();
    boolean complete = results.stream().allMatch(Result::complete);
    return new RunInfo(
        joined(runs, RunInfo::id, "+"),
        runs.stream().map(RunInfo::startedAt).min(Instant::compareTo).orElseThrow().toString(),
        complete
            ? runs.stream()
                .map(RunInfo::endedAt)
                .flatMap(Optional::stream)
                .max(Instant::compareTo)
                .orElseThrow()
                .toString()
            : "",
        runs.get(0).seed(),
        joined(runs, RunInfo::version, ", "),
        joined(runs, RunInfo::command, "; "),
        joined(runs, RunInfo::profile, ", "));
  }

  private static String joined(
      List<RunInfo> runs, Function<RunInfo, String> part, String separator) {
    return runs.stream()
        .map(part)
        .filter(text -> !text.isEmpty())
        .distinct()
        .collect(Collectors.joining(separator));
  }
}
