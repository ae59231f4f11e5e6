package org.smtpspec.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lays results of separate runs side by side in one document. */
@Command(
    name = "merge",
    description = "Lays results of separate runs side by side in one document.",
    mixinStandardHelpOptions = true)
final class MergeCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "RESULT",
      arity = "1..*",
      description = "A result.json, or the folder of a run.")
  private List<Path> results = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where the document goes.")
  private Path out;

  @Override
  public Integer call() {
    System.out.println(
        ResultWriter.write(Results.merge(results.stream().map(ResultReader::read).toList()), out));
    return ExitCode.EXPECTED;
  }
}
