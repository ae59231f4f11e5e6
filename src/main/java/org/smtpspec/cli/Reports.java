package org.smtpspec.cli;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.smtpspec.report.AllureReport;
import org.smtpspec.report.AuditReport;
import org.smtpspec.report.CompareReport;
import org.smtpspec.report.ConsoleReport;
import org.smtpspec.report.HtmlReport;
import org.smtpspec.report.JunitXmlReport;
import org.smtpspec.report.MarkdownReport;
import org.smtpspec.report.RelayReport;
import org.smtpspec.report.SettingMarkdown;
import org.smtpspec.result.AuditVerdict;
import org.smtpspec.result.RelayEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.Weight;

/** Writes reports of a result, and tells the exit code that it means. */
final class Reports {
  enum Format {
    html,
    junit,
    allure,
    markdown,
    settings
  }

  private final Result result;
  private final boolean strict;

  Reports(Result result, boolean strict) {
    this.result = result;
    this.strict = strict;
  }

  /** Writes each of {@code formats} into {@code folder}; returns the place of the first. */
  Path write(List<Format> formats, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path first = folder;
    for (Format format : formats) {
      Path place = tryWrite(format, folder);
      first = format == formats.get(0) ? place : first;
    }
    return first;
  }

  /** A full disk says no more than that by itself. */
  private Path tryWrite(Format format, Path folder) {
    try {
      return write(format, folder);
    } catch (IOException e) {
      throw new UsageException(
          "cannot write the %s report in %s: %s; the result itself is there"
              .formatted(format, folder, e.getMessage()));
    }
  }

  private Path write(Format format, Path folder) throws IOException {
    switch (format) {
      case html -> {
        return new HtmlReport().write(result, folder);
      }
      case allure -> {
        Path place = folder.resolve("allure-results");
        new AllureReport().write(result, place);
        return place;
      }
      case junit -> {
        Path place = folder.resolve("junit.xml");
        try (Writer out = Files.newBufferedWriter(place, StandardCharsets.UTF_8)) {
          new JunitXmlReport(strict).write(result, out);
        }
        return place;
      }
      case settings -> {
        Path place = folder.resolve("settings.md");
        try (Writer out = Files.newBufferedWriter(place, StandardCharsets.UTF_8)) {
          SettingMarkdown.page(result, out);
        }
        return place;
      }
      default -> {
        Path place = folder.resolve("report.md");
        try (Writer out = Files.newBufferedWriter(place, StandardCharsets.UTF_8)) {
          new MarkdownReport(strict).write(result, out);
        }
        return place;
      }
    }
  }

  /** Prints findings and summary; {@code place} is where the report is. */
  void print(String place) throws IOException {
    new ConsoleReport(strict, Colour.wanted(), place).write(result, System.out);
    System.out.flush();
  }

  /** Prints how servers compare; the report at {@code place} was written in so many ms. */
  void compare(String place, double ms) throws IOException {
    new CompareReport(Colour.wanted(), place, ms).write(result, System.out);
    System.out.flush();
  }

  /**
   * 3 when a server could not be used or too much stayed open to say, 1 when something is
   * unexpected, else 0.
   */
  int exitCode(boolean usable) {
    boolean fails = any(Weight.FAILS);
    if (!fails && (!usable || any(Weight.UNDECIDED))) {
      return ExitCode.LAB;
    }
    return fails ? ExitCode.UNEXPECTED : ExitCode.EXPECTED;
  }

  /** Prints the truth table, and what in it is not as the policy says. */
  void relay(String place) throws IOException {
    new RelayReport(Colour.wanted(), place).write(result, System.out);
    System.out.flush();
  }

  /**
   * 1 when a cell is not as the policy says, else 3 when a server could not be used or it cannot be
   * told what became of a message, else 0.
   */
  int relayExitCode(boolean usable) {
    if (result.relay().stream().anyMatch(RelayEntry::isUnexpected)) {
      return ExitCode.UNEXPECTED;
    }
    boolean told = usable && result.relay().stream().noneMatch(RelayEntry::isUndecided);
    return told ? ExitCode.EXPECTED : ExitCode.LAB;
  }

  /** Prints what each check found, and the evidence of what is not hardened. */
  void audit(String place) throws IOException {
    new AuditReport(Colour.wanted(), place).write(result, System.out);
    System.out.flush();
  }

  /**
   * 1 when a check fails, else 3 when a server could not be used or a check says nothing, else 0.
   */
  int auditExitCode(boolean usable) {
    if (result.audit().stream().anyMatch(entry -> entry.verdict() == AuditVerdict.FAIL)) {
      return ExitCode.UNEXPECTED;
    }
    boolean told =
        usable
            && result.audit().stream()
                .noneMatch(entry -> entry.verdict() == AuditVerdict.INCONCLUSIVE);
    return told ? ExitCode.EXPECTED : ExitCode.LAB;
  }

  private boolean any(Weight weight) {
    return result.cases().stream()
        .anyMatch(
            entry ->
                entry.results().stream()
                    .anyMatch(verdict -> Weight.of(entry, verdict, strict) == weight));
  }
}
