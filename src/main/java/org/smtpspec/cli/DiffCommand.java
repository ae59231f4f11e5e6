package org.smtpspec.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.smtpspec.report.DiffReport;
import org.smtpspec.result.Diff;
import org.smtpspec.result.ResultReader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what changed between two results. */
@Command(
    name = "diff",
    description = "Tells what newly fails, is fixed, changed its reply, came or went.",
    mixinStandardHelpOptions = true)
final class DiffCommand implements Callable<Integer> {
  enum Format {
    text,
    json
  }

  @Parameters(
      index = "0",
      paramLabel = "BEFORE",
      description = "A result.json, or the folder of a run.")
  private Path before;

  @Parameters(index = "1", paramLabel = "AFTER", description = "The same, of the later run.")
  private Path after;

  @Option(names = "--format", paramLabel = "FORMAT", description = "text (default) or json.")
  private Format format = Format.text;

  @Option(names = "--strict", description = "What is newly but tolerated is a regression too.")
  private boolean strict;

  @Override
  public Integer call() throws IOException {
    Diff diff = Diff.of(ResultReader.read(before), ResultReader.read(after), strict);
    if (format == Format.json) {
      System.out.println(diff.toJson());
    } else {
      new DiffReport(Colour.wanted()).write(diff, System.out);
    }
    System.out.flush();
    if (diff.regression()) {
      return ExitCode.UNEXPECTED;
    }
    return diff.unheard().isEmpty() ? ExitCode.EXPECTED : ExitCode.LAB;
  }
}
