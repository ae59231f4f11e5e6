package org.smtpspec.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.smtpspec.reference.Defect;
import org.smtpspec.reference.Selftest;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs every seeded defect against the suites. */
@Command(
    name = "selftest",
    description =
        "Runs every seeded defect of the reference server against the suites: which case catches it.",
    mixinStandardHelpOptions = true)
final class SelftestCommand implements Callable<Integer> {
  @Option(
      names = "--suite",
      paramLabel = "GLOB",
      description = "Only these cases; may be repeated.")
  private List<String> globs = new ArrayList<>();

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Only this defect; may be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description = "How many cases run at once on each of two servers; default ${DEFAULT-VALUE}.")
  private int jobs = 16;

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    if (jobs < 1 || jobs > 256) {
      throw new UsageException("--jobs " + jobs + ": expected 1 to 256");
    }
    Suites suites = Home.suites();
    List<Case> cases = Arguments.select(suites, globs);
    List<Defect> defects = defects();
    var done = new AtomicInteger();
    var selftest =
        new Selftest(
            cases,
            TargetOptions.none(Home.path()),
            new Tokens(System.nanoTime()),
            jobs,
            Selftest.SHORT);
    Map<Defect, List<String>> caught =
        selftest.run(
            defects,
            (defect, ids) ->
                System.out.printf(
                    "%3d/%d %s%n", done.incrementAndGet(), defects.size(), line(defect, ids)));
    return summary(suites, cases, caught);
  }

  private List<Defect> defects() {
    if (names.isEmpty()) {
      return Arrays.asList(Defect.values());
    }
    return names.stream()
        .map(
            name ->
                Defect.named(name)
                    .orElseThrow(
                        () ->
                            new UsageException(
                                "unknown defect '"
                                    + name
                                    + "'; 'smtpspec list defects' names them")))
        .toList();
  }

  private static String line(Defect defect, List<String> ids) {
    if (ids.isEmpty()) {
      return defect.id() + "  SURVIVES";
    }
    String more = ids.size() > 3 ? " and " + (ids.size() - 3) + " more" : "";
    return defect.id()
        + "  caught by "
        + String.join(", ", ids.subList(0, Math.min(3, ids.size())))
        + more;
  }

  private static int summary(Suites suites, List<Case> cases, Map<Defect, List<String>> caught) {
    Set<String> failed = new LinkedHashSet<>();
    caught.values().forEach(failed::addAll);
    List<String> survivors =
        caught.entrySet().stream()
            .filter(entry -> entry.getValue().isEmpty())
            .map(entry -> entry.getKey().id())
            .toList();
    List<String> never =
        cases.stream().map(one -> one.id().toString()).filter(id -> !failed.contains(id)).toList();
    List<String> unexplained =
        never.stream().filter(id -> suites.catalogue().reasonUnfailing(id).isEmpty()).toList();
    survivors.forEach(id -> System.out.println("survives: " + id));
    if (caught.size() < Defect.values().length) {
      System.out.printf(
          "%d defects, %d caught, %d survive%n",
          caught.size(), caught.size() - survivors.size(), survivors.size());
      return survivors.isEmpty() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
    }
    never.forEach(
        id ->
            System.out.println(
                "never failed: "
                    + id
                    + suites
                        .catalogue()
                        .reasonUnfailing(id)
                        .map(reason -> " (" + reason + ")")
                        .orElse("")));
    System.out.printf(
        "%d defects, %d caught, %d survive; %d cases, %d have failed, %d never did (%d of them with a reason on record)%n",
        caught.size(),
        caught.size() - survivors.size(),
        survivors.size(),
        cases.size(),
        cases.size() - never.size(),
        never.size(),
        never.size() - unexplained.size());
    System.out.printf(
        "%d cases have failed only for defects that a quarter of all cases catch%n",
        cases.size() - never.size() - sharply(cases, caught));
    return survivors.isEmpty() && unexplained.isEmpty() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
  }

  /** How many cases have failed for a defect that fewer than a quarter of all cases catch. */
  private static int sharply(List<Case> cases, Map<Defect, List<String>> caught) {
    Set<String> sharp = new LinkedHashSet<>();
    caught.values().stream().filter(ids -> ids.size() * 4 < cases.size()).forEach(sharp::addAll);
    return sharp.size();
  }
}
