package org.smtpspec.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Result;
import org.smtpspec.result.ResultReader;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.TranscriptLine;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Citation;
import org.smtpspec.suite.Facts;
import org.smtpspec.suite.Need;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Requirement;
import org.smtpspec.suite.SuiteException;
import org.smtpspec.suite.Suites;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells all there is to know about a case. */
@Command(
    name = "explain",
    description = {
      "Tells all there is to know about a case: its rules, how they are read, the dialogue, what",
      "the last run saw, and how to have it again, by smtpspec and by hand."
    },
    mixinStandardHelpOptions = true)
final class ExplainCommand implements Callable<Integer> {
  private static final int MOST = 10;

  @Parameters(paramLabel = "CASE", description = "The id of a case, or a pattern with * and **.")
  private String glob;

  @Option(
      names = "--result",
      paramLabel = "DIR",
      description = "A result.json, or the folder of a run; default reports/latest.")
  private Path result;

  @Option(
      names = "--profile",
      paramLabel = "P",
      description = "rfc821, rfc1123 or rfc5321 (default).")
  private String profile = "rfc5321";

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, SuiteException {
    Profile reading = Arguments.profile(profile);
    List<Case> cases = Arguments.select(Suites.load(Home.path().resolve("suites")), List.of(glob));
    if (cases.size() > MOST) {
      throw new UsageException(
          "'%s' is %d cases, expected at most %d".formatted(glob, cases.size(), MOST));
    }
    Optional<Path> folder = Optional.ofNullable(result).or(ExplainCommand::latest);
    Optional<Result> last = folder.map(ResultReader::read);
    for (Case one : cases) {
      rules(one);
      Readings.of(one, reading).forEach(each -> row(each.label(), Printed.line(each.text())));
      dialogue(one, reading);
      last.ifPresent(run -> seen(one, run, folder.orElseThrow()));
      again(one, reading);
      out.println();
    }
    out.flush();
    return ExitCode.EXPECTED;
  }

  private static Optional<Path> latest() {
    Path latest = Place.latest();
    return Files.isDirectory(latest) ? Optional.of(latest) : Optional.empty();
  }

  private void rules(Case one) {
    out.println(one.id());
    row("title", one.title());
    row("level", levels(one));
    for (Citation citation : one.citations()) {
      row(
          "rule",
          citation.rule().map(Requirement::id).map(id -> id + ", ").orElse("") + citation.words());
      citation.rule().ifPresent(this::rule);
    }
    one.tentative().ifPresent(why -> row("contested", why));
    one.supersededBy().ifPresent(by -> row("later", by));
    String needs = one.needs().stream().map(Need::text).sorted().collect(Collectors.joining(", "));
    row("needs", needs.isEmpty() ? "nothing" : needs);
  }

  private void rule(Requirement rule) {
    row("", rule.statement());
    row("", "seen by: " + rule.observable());
    if (!rule.supersededBy().equals("-")) {
      row("", "later: " + rule.supersededBy());
    }
  }

  /** One where all profiles agree. */
  private static String levels(Case one) {
    boolean agree = Arrays.stream(Profile.values()).map(one::level).distinct().count() == 1;
    return agree
        ? one.level(Profile.RFC5321).name()
        : Arrays.stream(Profile.values())
            .map(each -> one.level(each) + " under " + each)
            .collect(Collectors.joining(", "));
  }

  private void dialogue(Case one, Profile reading) {
    row("file", one.file());
    one.dialogue().forEach(line -> out.println("    " + line));
    if (!one.isInForce(reading)) {
      row("", "not played under " + reading);
    }
  }

  private void seen(Case one, Result run, Path folder) {
    Optional<CaseEntry> entry =
        run.cases().stream().filter(it -> it.id().equals(one.id().toString())).findFirst();
    List<TargetVerdict> verdicts = entry.map(CaseEntry::results).orElse(List.of());
    for (TargetVerdict verdict : verdicts) {
      String reason = verdict.reason().isEmpty() ? "" : ": " + verdict.reason();
      row("seen", verdict.target() + " " + verdict.verdict().json() + reason);
      row("", folder + ", " + run.run().started());
      for (TranscriptLine line : verdict.transcript()) {
        out.println("    " + line.from() + ": " + Printed.line(line.octets()));
      }
    }
    if (verdicts.isEmpty()) {
      row("seen", "not in " + folder);
    }
  }

  private void again(Case one, Profile reading) {
    row("again", "smtpspec run --target TARGET '%s'".formatted(one.id()));
    for (String line : ByHand.lines(one.script(Facts.examples(), "t0", reading).steps())) {
      row("by hand", line);
    }
  }

  private void row(String label, String text) {
    out.println("  %-9s %s".formatted(label, text));
  }
}
