package org.smtpspec.lab;

import java.util.List;
import org.testcontainers.containers.ContainerLaunchException;

/** A server in a container did not get ready; with its last log lines. */
final class NoBanner extends ContainerLaunchException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> log;

  NoBanner(String message, List<String> log) {
    super(message);
    this.log = List.copyOf(log);
  }

  List<String> log() {
    return log;
  }
}
