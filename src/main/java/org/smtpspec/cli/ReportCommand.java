package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes reports of results that are there already, several side by side. */
@Command(
    name = "report",
    description = "Writes reports of one result or several side by side.",
    mixinStandardHelpOptions = true)
final class ReportCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RESULT",
      arity = "1..*",
      description = "A result.json, or the folder of a run.")
  private List<Path> results = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description = "html (default), junit, allure, markdown or settings; may be repeated.")
  private List<Reports.Format> formats = new ArrayList<>();

  @Option(
      names = "--strict",
      description = "Broken SHOULDs and tolerated readings count as failures.")
  private boolean strict;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the reports go.")
  private Path out;

  @Override
  public Integer call() throws IOException {
    Result merged = Results.merge(results.stream().map(ResultReader::read).toList());
    List<Reports.Format> wanted = formats.isEmpty() ? List.of(Reports.Format.html) : formats;
    System.out.println(new Reports(merged, strict).write(wanted, out));
    return ExitCode.EXPECTED;
  }
}
