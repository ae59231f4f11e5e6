package org.smtpspec.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * The facts of a run: what it takes to repeat it.
 *
 * @param id names the run, as the folder it is kept in does
 * @param started when, as ISO 8601 in UTC
 * @param finished when, or empty while the run goes on and when it was killed
 * @param seed the one seed of all that was random
 * @param version of smtpspec
 * @param command the command line
 * @param profile the profile that severities follow, such as {@code rfc5321}; empty if none
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder({"id", "started", "finished", "seed", "version", "command", "profile"})
public record RunInfo(
    String id,
    String started,
    String finished,
    long seed,
    String version,
    String command,
    String profile) {

  /** Checks the times, and makes what is absent empty. */
  public RunInfo {
    id = Printable.required(id, "run.id");
    started = Printable.required(started, "run.started");
    checkTime(started, "run.started");
    finished = Printable.orEmpty(finished);
    if (!finished.isEmpty()) {
      checkTime(finished, "run.finished");
    }
    version = Printable.orEmpty(version);
    command = Printable.orEmpty(command);
    profile = Printable.orEmpty(profile);
  }

  /** A run that starts now and is not finished. */
  public static RunInfo starting(
      String id, Instant started, long seed, String version, String command, String profile) {
    return new RunInfo(id, started.toString(), "", seed, version, command, profile);
  }

  /** The same run, finished at {@code time}. */
  public RunInfo finishedAt(Instant time) {
    return new RunInfo(id, started, time.toString(), seed, version, command, profile);
  }

  /** When the run started. */
  public Instant startedAt() {
    return Instant.parse(started);
  }

  /** When the run ended, if it did. */
  public Optional<Instant> endedAt() {
    return finished.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(finished));
  }

  private static void checkTime(String text, String property) {
    try {
      Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'" + property + "' is '" + text + "', expected a time such as 2026-01-31T12:00:00Z", e);
    }
  }
}
