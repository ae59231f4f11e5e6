package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.smtpspec.fuzz.Shares;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.ResultWriter;
import org.smtpspec.result.Results;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Lays results of separate runs side by side in one document; shares of one campaign of fuzzing
 * become one.
 */
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
  public Integer call() throws IOException {
    var read = new ArrayList<Result>();
    for (Path path : results) {
      read.add(Shares.found(ResultReader.read(path), folder(path)));
    }
    Files.createDirectories(out);
    var shares = new Shares(out);
    Path document = ResultWriter.write(shares.gather(Results.merge(read)), out);
    shares
        .addUp(results.stream().map(MergeCommand::folder).toList())
        .forEach(line -> System.out.println(Printed.line(line)));
    System.out.println(document);
    return ExitCode.EXPECTED;
  }

  private static Path folder(Path result) {
    return Files.isDirectory(result) ? result : result.toAbsolutePath().getParent();
  }
}
