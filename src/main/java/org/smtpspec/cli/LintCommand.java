package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.relay.Forms;
import org.smtpspec.relay.PolicyReader;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks suite files and relay policies. */
@Command(
    name = "lint",
    description = "Checks suite files and relay policies; prints the first error of each.",
    mixinStandardHelpOptions = true)
final class LintCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "PATH",
      description =
          "Suite files, relay policies (.yaml), or folders of suites; default: the project's suites.")
  private List<Path> paths = new ArrayList<>();

  @Override
  public Integer call() throws IOException, SuiteException {
    List<SuiteException> errors = new ArrayList<>();
    int cases = 0;
    int policies = 0;
    for (Path path : paths.isEmpty() ? List.of(Home.path().resolve("suites")) : paths) {
      if (!Files.exists(path)) {
        throw new UsageException("no file or folder " + path);
      }
      if (PolicyReader.isPolicy(path)) {
        policies += policy(path, path.toString(), errors);
      } else {
        cases += Files.isDirectory(path) ? folder(path, errors) : file(path, errors);
      }
    }
    if (paths.isEmpty()) {
      for (Path file : PolicyReader.files(relay())) {
        policies += policy(file, Home.path().relativize(file).toString(), errors);
      }
    }
    errors.forEach(error -> System.out.println(error.getMessage()));
    System.out.printf(
        "%d cases, %d relay policies, %d files with errors%n", cases, policies, errors.size());
    return errors.isEmpty() ? ExitCode.EXPECTED : ExitCode.USAGE;
  }

  private static int folder(Path path, List<SuiteException> errors)
      throws IOException, SuiteException {
    Suites suites = Suites.load(path);
    errors.addAll(suites.errors());
    return suites.cases().size();
  }

  private static Path relay() throws IOException {
    return Home.path().resolve("suites").resolve("relay");
  }

  private static int policy(Path path, String shown, List<SuiteException> errors)
      throws IOException, SuiteException {
    try {
      new PolicyReader(Forms.load(relay())).read(path, shown);
      return 1;
    } catch (SuiteException e) {
      errors.add(e);
      return 0;
    }
  }

  private static int file(Path path, List<SuiteException> errors)
      throws IOException, SuiteException {
    try {
      return Suites.single(path, Suites.load(Home.path().resolve("suites")).catalogue()).size();
    } catch (SuiteException e) {
      errors.add(e);
      return 0;
    }
  }
}
