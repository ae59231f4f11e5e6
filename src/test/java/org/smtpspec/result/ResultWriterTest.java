package org.smtpspec.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.smtpspec.result.Samples.EXIM;
import static org.smtpspec.result.Samples.POSTFIX;
import static org.smtpspec.result.Samples.RUN;
import static org.smtpspec.result.Samples.entry;
import static org.smtpspec.result.Samples.verdict;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultWriterTest {
  private static final InstantSource LATER =
      InstantSource.fixed(Instant.parse("2026-01-31T12:00:09Z"));

  @TempDir Path dir;

  @Test
  void whatIsWrittenIsReadBack() {
    try (ResultWriter writer = open()) {
      writer.add(entry("a"), verdict("postfix", Outcome.CONFORMS, "250 ok").withKnown(true));
      writer.add(entry("a"), verdict("exim", Outcome.VIOLATES, "500 no").withLevel(Level.SHOULD));
      writer.add(
          new RelayEntry(
              "exim", "outside", "", "a", "b", "<s@C>", "<u@X>", "relayed", "", "", "one",
              List.of()));
      writer.add(
          new FuzzEntry(
              "exim", "no-hang", 10, 9, 1.5, List.of(new FuzzEntry.Finding("f.smtp", "hung"))));
      writer.add(new CoverageEntry("exim", "READY", "MAIL", Map.of("2yz", 3L)));
      writer.add(
          new AuditEntry("exim", "smrsh", "", "", AuditVerdict.PASS, "", List.of("mode 0555")));
    }

    Result read = ResultReader.read(dir);

    assertThat(read.complete()).isTrue();
    assertThat(read.run()).isEqualTo(RUN.finishedAt(LATER.instant()));
    assertThat(read.cases())
        .containsExactly(
            entry("a")
                .with(verdict("postfix", Outcome.CONFORMS, "250 ok").withKnown(true))
                .with(verdict("exim", Outcome.VIOLATES, "500 no").withLevel(Level.SHOULD)));
    assertThat(read.relay()).extracting(RelayEntry::outcome).containsExactly("relayed");
    assertThat(read.fuzz()).extracting(FuzzEntry::property).containsExactly("no-hang");
    assertThat(read.coverage())
        .containsExactly(new CoverageEntry("exim", "READY", "MAIL", Map.of("2yz", 3L)));
    assertThat(read.audit()).extracting(AuditEntry::evidence).containsExactly(List.of("mode 0555"));
  }

  @Test
  void theDocumentTakesThePlaceOfTheLines() {
    ResultWriter writer = open();
    assertThat(dir.resolve("result.jsonl")).exists();

    writer.close();

    assertThat(dir).isDirectoryContaining("glob:**/result.json");
    assertThat(dir.toFile().list()).containsExactly("result.json");
  }

  @Test
  void stoppedRunGoesOnBehindItsLastWholeLine() throws IOException {
    ResultWriter stopped = open();
    stopped.plan(List.of("a", "b"));
    stopped.add(entry("a"), verdict("postfix", Outcome.CONFORMS, "250 ok"));
    stopped.abandon();
    Path lines = dir.resolve("result.jsonl");
    Files.writeString(lines, Files.readString(lines) + "{\"case\":{\"id\":\"b");

    try (ResultWriter writer = ResultWriter.resume(dir, RUN, List.of(POSTFIX, EXIM))) {
      writer.plan(List.of("a", "b"));
      assertThat(writer.has("a", "postfix")).isTrue();
      assertThat(writer.has("a", "exim")).isFalse();
      assertThat(writer.has("b", "postfix")).isFalse();
      writer.add(entry("b"), verdict("postfix", Outcome.VIOLATES, "500 no"));
    }

    Result read = ResultReader.read(dir);
    assertThat(read.complete()).isTrue();
    assertThat(read.run().started()).isEqualTo(RUN.started());
    assertThat(read.cases())
        .containsExactly(
            entry("a").with(verdict("postfix", Outcome.CONFORMS, "250 ok")),
            entry("b").with(verdict("postfix", Outcome.VIOLATES, "500 no")));
  }

  @Test
  void stoppedRunOfSomethingElseDoesNotGoOn() {
    List<TargetInfo> both = List.of(POSTFIX, EXIM);
    assertThatThrownBy(() -> ResultWriter.resume(dir, RUN, both))
        .isInstanceOf(ResultException.class)
        .hasMessageContaining("no run was stopped here");
    ResultWriter stopped = open();
    stopped.plan(List.of("a", "b"));
    stopped.abandon();

    assertThatThrownBy(() -> ResultWriter.resume(dir, RUN, List.of(POSTFIX)))
        .isInstanceOf(ResultException.class)
        .hasMessageEndingWith("had other targets: found [postfix, exim], expected [postfix]");
    try (ResultWriter writer = ResultWriter.resume(dir, RUN, both)) {
      assertThatThrownBy(() -> writer.plan(List.of("a")))
          .isInstanceOf(ResultException.class)
          .hasMessageContaining("had other cases: found 2, expected the same 1");
    }
  }

  @Test
  void twoRunsDoNotWriteIntoOneFolder() {
    try (ResultWriter first = open()) {
      assertThatThrownBy(this::open)
          .isInstanceOf(ResultException.class)
          .hasMessageContaining("another run is writing here");
      first.add(entry("a"), verdict("postfix", Outcome.CONFORMS, "250 ok"));
    }

    assertThat(ResultReader.read(dir).cases()).hasSize(1);
  }

  @Test
  void casesStandInPlanOrderAndVerdictsInTargetOrder() {
    try (ResultWriter writer = open()) {
      writer.plan(List.of("a", "b"));
      writer.add(entry("b"), verdict("exim", Outcome.CONFORMS, "250"));
      writer.add(entry("unplanned"), verdict("exim", Outcome.CONFORMS, "250"));
      writer.add(entry("a"), verdict("exim", Outcome.CONFORMS, "250"));
      writer.add(entry("a"), verdict("postfix", Outcome.CONFORMS, "250"));
    }

    List<CaseEntry> cases = ResultReader.read(dir).cases();

    assertThat(cases).extracting(CaseEntry::id).containsExactly("a", "b", "unplanned");
    assertThat(cases.get(0).results())
        .extracting(TargetVerdict::target)
        .containsExactly("postfix", "exim");
  }

  @Test
  void aKilledRunKeepsItsWholeLines() throws IOException {
    ResultWriter writer = open();
    writer.add(entry("a"), verdict("postfix", Outcome.CONFORMS, "250"));
    Path lines = dir.resolve("result.jsonl");
    Files.writeString(lines, Files.readString(lines) + "{\"case\":{\"id\":\"b");

    Result read = ResultReader.read(dir);

    assertThat(read.complete()).isFalse();
    assertThat(read.cases()).extracting(CaseEntry::id).containsExactly("a");
    writer.abandon();
  }

  @Test
  void anAbandonedRunReadsAsIncomplete() {
    ResultWriter writer = open();
    writer.add(entry("a"), verdict("postfix", Outcome.CONFORMS, "250"));

    writer.abandon();
    writer.close();

    assertThat(ResultReader.read(dir).complete()).isFalse();
  }

  @Test
  void aLaterKilledRunIsPreferredToAnEarlierDocument() throws IOException {
    open().close();
    ResultWriter second = open();
    second.abandon();
    Files.setLastModifiedTime(
        dir.resolve("result.json"), FileTime.from(Instant.parse("2026-01-31T12:00:00Z")));

    assertThat(ResultReader.read(dir).complete()).isFalse();
  }

  @Test
  void anUpdateKeepsWhatItDoesNotName() {
    try (ResultWriter writer = open()) {
      writer.updateTarget(
          new TargetInfo("exim", "", "Exim 4.96", "", "220 exim\\r\\n", List.of("SIZE 100")));
      writer.updateTarget(new TargetInfo("exim", "", "", "exim@sha256:1", "", List.of()));
    }

    assertThat(ResultReader.read(dir).target("exim"))
        .contains(
            new TargetInfo(
                "exim",
                "container:exim",
                "Exim 4.96",
                "exim@sha256:1",
                "220 exim\\r\\n",
                List.of("SIZE 100")));
  }

  @Test
  void manyThreadsLoseNothing() throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (ResultWriter writer = open()) {
      List<Future<?>> added = new ArrayList<>();
      for (int i = 0; i < 400; i++) {
        CaseEntry entry = entry("case" + i / 2);
        String target = i % 2 == 0 ? "postfix" : "exim";
        added.add(
            threads.submit(() -> writer.add(entry, verdict(target, Outcome.CONFORMS, "250"))));
      }
      for (Future<?> each : added) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }

    assertThat(ResultReader.read(dir).cases())
        .hasSize(200)
        .allSatisfy(entry -> assertThat(entry.results()).hasSize(2));
  }

  @Test
  void aVerdictOnAnUnknownTargetIsRefused() {
    try (ResultWriter writer = open()) {
      assertThatThrownBy(() -> writer.add(entry("a"), verdict("qmail", Outcome.CONFORMS, "250 ok")))
          .hasMessage("no target 'qmail' in this run");
    }
  }

  @Test
  void afterTheEndNothingIsAdded() {
    ResultWriter writer = open();
    writer.close();

    assertThatThrownBy(() -> writer.updateTarget(EXIM)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws IOException {
    Path file = Files.writeString(dir.resolve("file"), "");

    assertThatThrownBy(() -> ResultWriter.open(file, RUN, List.of()))
        .isInstanceOf(ResultException.class)
        .hasMessageStartingWith("cannot write " + file);
  }

  private ResultWriter open() {
    return ResultWriter.open(dir, RUN, List.of(POSTFIX, EXIM), LATER);
  }
}
