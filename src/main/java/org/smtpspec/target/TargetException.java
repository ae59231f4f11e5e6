package org.smtpspec.target;

import java.util.List;

/** A target could not be started, or its specification is wrong. */
public final class TargetException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean usage;
  private final transient List<String> log;

  private TargetException(String message, boolean usage, List<String> log, Throwable cause) {
    super(message, cause);
    this.usage = usage;
    this.log = List.copyOf(log);
  }

  /** The user asked for something that cannot be. */
  public static TargetException usage(String message) {
    return new TargetException(message, true, List.of(), null);
  }

  /** The server or the lab failed; {@code log} holds its last lines. */
  public static TargetException failure(String message, List<String> log, Throwable cause) {
    return new TargetException(message, false, log, cause);
  }

  /** Whether it is an error of the user's. */
  public boolean isUsage() {
    return usage;
  }

  /** The last lines of the server's log. */
  public List<String> log() {
    return log;
  }
}
