package org.smtpspec.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point of the command line, and the parent of all commands. */
@Command(
    name = "smtpspec",
    description = "Tells whether a mail server speaks SMTP as the standards say.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:as expected",
      "1:an unexpected outcome",
      "2:a usage or suite error",
      "3:a target or the lab failed"
    },
    subcommands = {
      RunCommand.class,
      RelayCommand.class,
      AuditCommand.class,
      CompareCommand.class,
      ListCommand.class,
      LintCommand.class,
      ExplainCommand.class,
      ReplayCommand.class,
      FuzzCommand.class,
      ReportCommand.class,
      DiffCommand.class,
      KnownCommand.class,
      MergeCommand.class,
      SelftestCommand.class,
      DoctorCommand.class,
      ServeCommand.class,
      LabCommand.class
    })
public final class Main implements Runnable {
  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  private Main() {}

  /** Runs the command that {@code args} name, and exits with its code. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  /** Runs the command that {@code args} name; returns its exit code. */
  static int run(String... args) {
    return new CommandLine(new Main())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Errors::usage)
        .setExecutionExceptionHandler(Errors::execution)
        .execute(args);
  }

  @Override
  public void run() {
    spec.commandLine().usage(System.out);
  }
}
