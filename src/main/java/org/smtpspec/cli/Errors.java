package org.smtpspec.cli;

import java.io.IOException;
import java.util.List;
import org.smtpspec.result.ResultException;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.target.TargetException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into one line on standard error and an exit code. */
final class Errors {
  private Errors() {}

  static int usage(ParameterException e, String[] args) {
    say(e.getMessage().lines().findFirst().orElse("wrong usage"));
    if (e instanceof UnmatchedArgumentException unmatched) {
      List<String> near = unmatched.getSuggestions();
      if (!near.isEmpty()) {
        System.err.println(
            "  did you mean "
                + String.join(" or ", near.subList(0, Math.min(2, near.size())))
                + "?");
      }
    }
    System.err.println(
        "  see '" + e.getCommandLine().getCommandSpec().qualifiedName() + " --help'");
    return ExitCode.USAGE;
  }

  static int execution(Exception e, CommandLine command, ParseResult result) throws Exception {
    if (e instanceof TargetException target && !target.isUsage()) {
      say(e.getMessage());
      target.log().forEach(line -> System.err.println("  | " + Printed.line(line)));
      return ExitCode.LAB;
    }
    if (e instanceof UsageException
        || e instanceof SuiteException
        || e instanceof TargetException
        || e instanceof ResultException) {
      say(e.getMessage());
      return ExitCode.USAGE;
    }
    if (e instanceof IOException) {
      say(e.getClass().getSimpleName() + ": " + e.getMessage());
      return ExitCode.USAGE;
    }
    throw e;
  }

  private static void say(String message) {
    System.err.println("smtpspec: " + Printed.line(message));
  }
}
