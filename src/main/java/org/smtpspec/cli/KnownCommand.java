package org.smtpspec.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.smtpspec.result.LedgerDraft;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.TargetInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Drafts a ledger of known deviations. */
@Command(
    name = "known",
    description =
        "Drafts the ledger of what a result shows and no ledger lists; reasons are yours to write.",
    mixinStandardHelpOptions = true)
final class KnownCommand implements Callable<Integer> {
  @Parameters(paramLabel = "RESULT", description = "A result.json, or the folder of a run.")
  private Path result;

  @Option(
      names = "--target",
      paramLabel = "T",
      description = "Of this target; needed when the result has several.")
  private String target;

  @Option(names = "--strict", description = "What is but tolerated, too.")
  private boolean strict;

  @Override
  public Integer call() {
    Result read = ResultReader.read(result);
    List<TargetInfo> chosen =
        read.targets().stream()
            .filter(
                each -> target == null || target.equals(each.id()) || target.equals(each.label()))
            .toList();
    if (chosen.size() != 1) {
      throw new UsageException(
          "--target "
              + (target == null ? "is missing" : target)
              + ": the result has "
              + read.targets().stream().map(TargetInfo::label).collect(Collectors.joining(", ")));
    }
    System.out.print(new LedgerDraft(read, strict).of(chosen.get(0)));
    System.out.flush();
    return ExitCode.EXPECTED;
  }
}
