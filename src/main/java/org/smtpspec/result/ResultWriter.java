package org.smtpspec.result;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.InstantSource;
import java.util.List;

/**
 * Writes the document of a run while it goes on: a line to {@code result.jsonl} for each fact, and
 * at the end one {@code result.json} in place of them. A killed run loses at most the case in
 * flight. Safe for many threads.
 */
public final class ResultWriter implements AutoCloseable {
  static final String DOCUMENT = "result.json";
  static final String LINES = "result.jsonl";

  private final Path dir;
  private final LinesFile lines;
  private final InstantSource clock;
  private final Assembly assembly = new Assembly();
  private RunInfo run;
  private boolean broken;
  private boolean closed;

  private ResultWriter(Path dir, RunInfo run, InstantSource clock, long kept) throws IOException {
    this.dir = Files.createDirectories(dir);
    this.lines = LinesFile.open(dir.resolve(LINES), kept);
    this.run = run;
    this.clock = clock;
  }

  /**
   * Starts the document of a run in a folder, which it makes if need be.
   *
   * @throws ResultException when it cannot be written, or another run writes there
   */
  public static ResultWriter open(Path dir, RunInfo run, List<TargetInfo> targets) {
    return open(dir, run, targets, Clock.systemUTC());
  }

  /** Starts the document of a run whose end the clock will tell. */
  public static ResultWriter open(
      Path dir, RunInfo run, List<TargetInfo> targets, InstantSource clock) {
    try {
      ResultWriter writer = new ResultWriter(dir, run, clock, 0);
      writer.append(Line.of(run));
      targets.forEach(writer::updateTarget);
      return writer;
    } catch (IOException e) {
      throw unwritable(dir, e);
    }
  }

  /**
   * Goes on with the document of a run that was stopped; what it found stands, and it stays that
   * run, with its id, its command and its beginning.
   *
   * @param run as it would begin now
   * @throws ResultException when no stopped run is there, or it was of something else
   */
  public static ResultWriter resume(Path dir, RunInfo run, List<TargetInfo> targets) {
    Stopped stopped = Stopped.in(dir);
    stopped.check(run, targets);
    try {
      ResultWriter writer =
          new ResultWriter(dir, stopped.run(), Clock.systemUTC(), stopped.length());
      stopped.lines().forEach(writer.assembly::add);
      return writer;
    } catch (IOException e) {
      throw unwritable(dir, e);
    }
  }

  /** Whether the verdict on this target is there already. */
  public synchronized boolean has(String caseId, String target) {
    return assembly.has(caseId, target);
  }

  /**
   * Says in which order the cases will stand; without it they stand as they arrive.
   *
   * @throws ResultException when the run that goes on had others
   */
  public void plan(List<String> caseIds) {
    List<String> before;
    synchronized (this) {
      before = assembly.plan();
    }
    if (!before.isEmpty() && !before.equals(caseIds)) {
      throw new ResultException(
          "%s: the stopped run had other cases: found %d, expected the same %d"
              .formatted(dir.resolve(LINES), before.size(), caseIds.size()));
    }
    if (before.isEmpty()) {
      append(Line.of(List.copyOf(caseIds)));
    }
  }

  /** Adds a target, or what has become known of one; what the update leaves empty stays. */
  public void updateTarget(TargetInfo target) {
    append(Line.of(target));
  }

  /** Adds the verdict on a target; verdicts that the case has already are added too. */
  public void add(CaseEntry entry, TargetVerdict verdict) {
    synchronized (this) {
      if (!assembly.knows(verdict.target())) {
        throw new IllegalArgumentException("no target '" + verdict.target() + "' in this run");
      }
    }
    append(Line.of(entry.with(verdict)));
  }

  /** Adds what became of a relayed message. */
  public void add(RelayEntry relay) {
    append(Line.of(relay));
  }

  /** Adds how a property fared. */
  public void add(FuzzEntry fuzz) {
    append(Line.of(fuzz));
  }

  /** Adds how far generated dialogues got. */
  public void add(CoverageEntry coverage) {
    append(Line.of(coverage));
  }

  /** Adds what a hardening check found. */
  public void add(AuditEntry audit) {
    append(Line.of(audit));
  }

  private synchronized void append(Line line) {
    if (closed) {
      throw new IllegalStateException("the result in " + dir + " is closed");
    }
    try {
      lines.write((Json.MAPPER.writeValueAsString(line) + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      broken = true;
      throw new ResultException(
          unwritable(dir.resolve(LINES), e).getMessage() + "; what was written before can be read",
          e);
    }
    assembly.add(line);
  }

  /** The document as it stands. */
  public synchronized Result soFar() {
    return assembly.result();
  }

  /** Stops without an end: the lines stay, and read as an incomplete run. */
  public synchronized void abandon() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      lines.close();
    } catch (IOException e) {
      throw unwritable(dir.resolve(LINES), e);
    }
  }

  /**
   * Ends the run: one document takes the place of the lines. Where a line could not be written it
   * stays a run that was stopped.
   */
  @Override
  public synchronized void close() {
    if (broken) {
      abandon();
    }
    if (closed) {
      return;
    }
    if (run.finished().isEmpty()) {
      run = run.finishedAt(clock.instant());
      append(Line.of(run));
    }
    abandon();
    write(assembly.result(), dir);
    try {
      Files.deleteIfExists(dir.resolve(LINES));
    } catch (IOException e) {
      throw unwritable(dir.resolve(LINES), e);
    }
  }

  /** Writes a whole document to the folder at once, as after a merge; returns the file. */
  public static Path write(Result result, Path dir) {
    Path document = dir.resolve(DOCUMENT);
    try {
      Files.createDirectories(dir);
      Path temporary = Files.createTempFile(dir, DOCUMENT, ".tmp");
      try {
        Files.writeString(temporary, text(result));
        move(temporary, document);
      } finally {
        Files.deleteIfExists(temporary);
      }
      return document;
    } catch (IOException e) {
      throw unwritable(document, e);
    }
  }

  /** The document on one line, as when another format carries it. */
  public static String toJson(Result result) {
    try {
      return Json.MAPPER.writeValueAsString(result);
    } catch (JsonProcessingException e) {
      throw new ResultException("a result that is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static String text(Result result) throws JsonProcessingException {
    return Json.MAPPER.writer(new DiffablePrinter()).writeValueAsString(result) + "\n";
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static ResultException unwritable(Path path, IOException e) {
    // What is no more than an IOException has all it says in its message: No space left on device.
    boolean plain = e.getClass() == IOException.class;
    return new ResultException("cannot write " + path + ": " + (plain ? e.getMessage() : e), e);
  }
}
