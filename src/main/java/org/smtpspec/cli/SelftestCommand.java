package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.smtpspec.reference.Defect;
import org.smtpspec.reference.Kill;
import org.smtpspec.reference.KillSearch;
import org.smtpspec.reference.KillTable;
import org.smtpspec.reference.Proof;
import org.smtpspec.reference.Prover;
import org.smtpspec.reference.Selftest;
import org.smtpspec.reference.Trial;
import org.smtpspec.report.KillReport;
import org.smtpspec.result.KillMatrix;
import org.smtpspec.result.Outcome;
import org.smtpspec.run.Tokens;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs seeded defects against the suites. */
@Command(
    name = "selftest",
    description =
        "Shows that each case can fail and each seeded defect of the reference server is caught: plays what suites/kills.tsv has on record. With --suite or --defect it plays those all against all.",
    mixinStandardHelpOptions = true)
final class SelftestCommand implements Callable<Integer> {
  private static final String RECORD = "smtpspec selftest --record";

  @Option(
      names = "--suite",
      paramLabel = "GLOB",
      description = "Only these cases, all against all; may be repeated.")
  private List<String> globs = new ArrayList<>();

  @Option(
      names = "--defect",
      paramLabel = "NAME",
      description = "Only this defect, all against all; may be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--record",
      description = "Look for what has no kill on record, and write suites/kills.tsv anew.")
  private boolean record;

  @Option(names = "--whole", description = "All cases on all defects; takes an hour.")
  private boolean whole;

  @Option(
      names = "--jobs",
      paramLabel = "N",
      description =
          "How many cases run at once on each of three servers; default ${DEFAULT-VALUE}.")
  private int jobs = 16;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the matrix goes; default reports/selftest/START/.")
  private Path out;

  @Mixin private FuzzSelftest.Options fuzz = new FuzzSelftest.Options();

  @Override
  public Integer call() throws IOException, SuiteException, TargetException, InterruptedException {
    if (jobs < 1 || jobs > 256) {
      throw new UsageException("--jobs " + jobs + ": expected 1 to 256");
    }
    if (fuzz.wanted()) {
      return fuzz.selftest().run(names.isEmpty() ? List.of(Defect.values()) : defects());
    }
    Suites suites = Home.suites();
    var selftest =
        new Selftest(TargetOptions.none(Home.path()), new Tokens(System.nanoTime()), jobs);
    return whole || !globs.isEmpty() || !names.isEmpty()
        ? all(suites, selftest)
        : recorded(suites, selftest);
  }

  private int recorded(Suites suites, Selftest selftest)
      throws IOException, TargetException, InterruptedException {
    Path file = KillTable.in(Home.path());
    KillTable table = KillTable.read(file, suites.cases());
    Proof proof = new Prover(selftest, suites.cases()).prove(table.kills());
    List<Kill> kills = proof.kills();
    if (record) {
      kills =
          new KillSearch(selftest, suites.cases(), proof.broad(), System.err::println)
              .complete(kills);
      KillTable.write(file, kills);
      proof = new Proof(proof.cases(), proof.unsound(), kills, List.of(), proof.broad());
    }
    KillMatrix matrix =
        new Matrix(suites)
            .of("smtpspec selftest", Defect.forSuites(), kills, proof.broad(), proof.unfailing());
    show(matrix);
    boolean stale = !record && complain(table, proof.changed(suites.catalogue()));
    proof.unsound().forEach(one -> System.out.println("the sound server violates " + one.id()));
    boolean good = matrix.survivors().isEmpty() && matrix.unexplained().isEmpty();
    if (!good && !record) {
      System.out.println("what has no kill on record is looked for by " + RECORD);
    }
    return good && !stale && proof.unsound().isEmpty() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
  }

  /** Names the lines that are not true any more; whether there are any. */
  private static boolean complain(KillTable table, List<Kill> gone) {
    table.strange().forEach(line -> System.out.println(line + ": no such case or defect"));
    for (Kill kill : gone) {
      System.out.printf(
          "suites/kills.tsv: %s is on record as %s for %s under %s, and is not%n",
          kill.id(), kill.outcome().json(), kill.defect().id(), kill.trial().profile());
    }
    boolean stale = !table.strange().isEmpty() || !gone.isEmpty();
    if (stale) {
      System.out.println(
          "a line that is not true any more is a change of the suites or of the server: see that it is meant, then "
              + RECORD);
    }
    return stale;
  }

  private int all(Suites suites, Selftest selftest)
      throws IOException, TargetException, InterruptedException {
    List<Case> cases = Arguments.select(suites, globs);
    List<Defect> defects = defects();
    var trials = new ArrayList<Trial>();
    defects.forEach(defect -> cases.forEach(one -> trials.add(Trial.of(defect, one))));
    Map<Trial, Outcome> outcomes = selftest.play(trials, Selftest.SHORT);
    List<Kill> kills =
        outcomes.entrySet().stream()
            .filter(entry -> entry.getValue() == Outcome.VIOLATES)
            .map(entry -> new Kill(entry.getKey(), entry.getValue()))
            .toList();
    Set<Case> unfailing = new LinkedHashSet<>(whole ? cases : List.of());
    kills.forEach(kill -> unfailing.remove(kill.trial().one()));
    KillMatrix matrix =
        new Matrix(suites)
            .of("smtpspec selftest", defects, kills, Set.of(), List.copyOf(unfailing));
    show(matrix);
    return matrix.survivors().isEmpty() ? ExitCode.EXPECTED : ExitCode.UNEXPECTED;
  }

  private void show(KillMatrix matrix) throws IOException {
    Matrix.print(matrix);
    Path folder = out == null ? Place.fresh(List.of("selftest"), Place.runId(Instant.now())) : out;
    System.out.println("matrix  " + new KillReport().write(matrix, folder));
  }

  private List<Defect> defects() {
    if (names.isEmpty()) {
      return List.copyOf(Defect.forSuites());
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
}
