package org.smtpspec.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The process that made something, as a label says it, so that whoever cleans up can see whether it
 * still runs.
 *
 * @param host the machine, and on Linux the space in which process ids are counted
 * @param pid its id there
 * @param started when it began, in ms
 */
record Owner(String host, long pid, long started) {
  private static final Pattern FORM = Pattern.compile("(.+):(\\d{1,18}):(\\d{1,18})");

  /** The clock may be set meanwhile, and some systems tell the start from the time since boot. */
  private static final long SLACK_MS = 5000;

  /** This process. */
  static Owner self() {
    ProcessHandle self = ProcessHandle.current();
    return new Owner(here(), self.pid(), started(self).orElse(0L));
  }

  /** What {@code label} says; empty when it says nothing of the kind. */
  static Optional<Owner> parse(String label) {
    Matcher matcher = FORM.matcher(label);
    return matcher.matches()
        ? Optional.of(
            new Owner(
                matcher.group(1),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3))))
        : Optional.empty();
  }

  String label() {
    return host + ":" + pid + ":" + started;
  }

  /** Whether it may still run; of a process on another machine nobody can tell, so that it may. */
  boolean mayRun() {
    if (!host.equals(here())) {
      return true;
    }
    Optional<ProcessHandle> found = ProcessHandle.of(pid).filter(ProcessHandle::isAlive);
    return found.isPresent()
        && started(found.get()).map(began -> Math.abs(began - started) < SLACK_MS).orElse(true);
  }

  private static Optional<Long> started(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toEpochMilli);
  }

  private static String here() {
    try {
      Path space = Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip() + "/" + space;
    } catch (IOException | UnsupportedOperationException e) {
      return name();
    }
  }

  private static String name() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException e) {
      return "localhost";
    }
  }
}
