package org.smtpspec.lab;

import java.util.List;

/** A container did not get ready; with its last log lines. */
final class NotReady extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> log;

  NotReady(String message, List<String> log) {
    super(message);
    this.log = List.copyOf(log);
  }

  List<String> log() {
    return log;
  }
}
