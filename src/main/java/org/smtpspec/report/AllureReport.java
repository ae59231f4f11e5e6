package org.smtpspec.report;

import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.smtpspec.result.CaseEntry;
import org.smtpspec.result.Level;
import org.smtpspec.result.Outcome;
import org.smtpspec.result.Result;
import org.smtpspec.result.TargetInfo;
import org.smtpspec.result.TargetVerdict;
import org.smtpspec.result.TranscriptLine;

/**
 * The document as Allure results: one file a verdict, with its transcript attached. File names are
 * made of hashes, so that neither a target nor a case chooses one.
 */
public final class AllureReport {
  /** Writes the results to a folder, which it makes if need be. */
  public void write(Result result, Path folder) throws IOException {
    Files.createDirectories(folder);
    AllureResultsWriter writer = new FileSystemResultsWriter(folder);
    long start = result.run().startedAt().toEpochMilli();
    for (CaseEntry entry : result.cases()) {
      for (TargetInfo target : result.targets()) {
        Optional<TargetVerdict> verdict = entry.verdictOn(target.id());
        if (verdict.isPresent()) {
          TestResult test = test(target, entry, verdict.get(), start);
          if (!verdict.get().transcript().isEmpty()) {
            String source = test.getUuid() + "-attachment.txt";
            Files.writeString(folder.resolve(source), transcript(verdict.get()));
            test.setAttachments(List.of(attachment(source)));
          }
          writer.write(test);
        }
      }
    }
  }

  private static Attachment attachment(String source) {
    return new Attachment().setName("transcript").setType("text/plain").setSource(source);
  }

  private static TestResult test(
      TargetInfo target, CaseEntry entry, TargetVerdict verdict, long start) {
    TestResult test = new TestResult();
    test.setUuid(uuid(entry.id() + "\n" + target.id() + "\n" + start));
    test.setHistoryId(uuid(entry.id() + "\n" + target.id()));
    test.setTestCaseId(uuid(entry.id()));
    test.setFullName(entry.id());
    test.setName(entry.title().isEmpty() ? entry.id() : entry.title());
    test.setDescription(description(entry));
    test.setLabels(labels(target, entry, verdict));
    test.setLinks(links(entry));
    test.setParameters(List.of(new Parameter().setName("target").setValue(target.id())));
    test.setStage(Stage.FINISHED);
    test.setStatus(status(entry, verdict));
    test.setStatusDetails(details(target, entry, verdict));
    test.setStart(start);
    test.setStop(start + Math.round(verdict.ms()));
    return test;
  }

  /** Allure reads this as Markdown. */
  private static String description(CaseEntry entry) {
    return MarkdownReport.escaped(entry.id() + "   " + Citation.line(entry.cite()));
  }

  private static List<Label> labels(TargetInfo target, CaseEntry entry, TargetVerdict verdict) {
    List<Label> labels = new ArrayList<>();
    labels.add(label("epic", "smtpspec"));
    labels.add(label("parentSuite", target.id()));
    labels.add(label("suite", entry.suite()));
    labels.add(label("framework", "smtpspec"));
    labels.add(label("severity", severity(entry.levelFor(verdict))));
    if (!entry.topic().isEmpty()) {
      labels.add(label("story", entry.topic()));
    }
    entry.rules().forEach(rule -> labels.add(label("tag", rule)));
    return labels;
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }

  private static String severity(Level level) {
    return switch (level) {
      case MUST -> "critical";
      case SHOULD -> "normal";
      case MAY -> "minor";
    };
  }

  private static List<Link> links(CaseEntry entry) {
    return Citation.of(entry.cite()).stream()
        .filter(Citation::linked)
        .map(cite -> new Link().setName(cite.text()).setUrl(cite.url()).setType("custom"))
        .toList();
  }

  /** A MAY that is not followed is the server's choice, and so passes. */
  private static Status status(CaseEntry entry, TargetVerdict verdict) {
    return switch (verdict.verdict()) {
      case VIOLATES -> entry.levelFor(verdict) == Level.MAY ? Status.PASSED : Status.FAILED;
      case INCONCLUSIVE -> Status.BROKEN;
      case NOT_APPLICABLE -> Status.SKIPPED;
      case CONFORMS, TOLERATED -> Status.PASSED;
    };
  }

  private static StatusDetails details(TargetInfo target, CaseEntry entry, TargetVerdict verdict) {
    StatusDetails details = new StatusDetails().setKnown(verdict.known());
    if (verdict.verdict() != Outcome.CONFORMS) {
      details.setMessage(FindingText.of(target, entry, verdict).block());
      details.setExpected(verdict.expected()).setActual(verdict.received());
    }
    return details;
  }

  private static String transcript(TargetVerdict verdict) {
    int mark = verdict.mark().orElse(-1);
    List<String> lines = new ArrayList<>();
    for (TranscriptLine line : verdict.transcript()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "%s %10.3f  %-2s  %s",
              lines.size() == mark ? ">" : " ",
              line.ms(),
              line.from(),
              line.octets()));
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static String uuid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
