package org.smtpspec.lab;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a server in a container needs to answer as it would: that it runs, that the world around it
 * does, and room on its disk. Looked at so often at most that many may ask. Thread-safe.
 */
final class Health {
  private static final Duration KEPT = Duration.ofSeconds(1);

  /** All file systems that it sees; that one cannot be looked at is no failure. */
  private static final String DISKS = "df -P 2>/dev/null; :";

  private final List<Part> parts;
  private final Shell shell;
  private Optional<String> trouble = Optional.empty();
  private long lookedAt;
  private boolean looked;

  Health(List<Part> parts, Shell shell) {
    this.parts = List.copyOf(parts);
    this.shell = shell;
  }

  /** What is wrong; empty when nothing is known to be. */
  synchronized Optional<String> trouble() {
    long now = System.nanoTime();
    if (!looked || now - lookedAt > KEPT.toNanos()) {
      trouble = parts.stream().flatMap(part -> part.ended().stream()).findFirst().or(this::disk);
      lookedAt = now;
      looked = true;
    }
    return trouble;
  }

  private Optional<String> disk() {
    try {
      return full(shell.run(DISKS));
    } catch (IOException e) {
      // An image without a shell or without df: nothing is known.
      return Optional.empty();
    }
  }

  /** The first file system without room in what {@code df -P} printed (POSIX.1-2017, df). */
  static Optional<String> full(String printed) {
    return printed
        .lines()
        .skip(1)
        .map(line -> line.trim().split("\\s+"))
        .filter(fields -> fields.length >= 6 && fields[3].equals("0") && fields[4].equals("100%"))
        .map(fields -> "the disk of the server's container is full: " + fields[5])
        .findFirst();
  }
}
