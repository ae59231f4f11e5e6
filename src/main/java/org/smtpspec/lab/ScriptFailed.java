package org.smtpspec.lab;

import java.io.IOException;
import org.smtpspec.wire.Octets;

/** A script ran and failed: running it by other means would not help. */
final class ScriptFailed extends IOException {
  private static final long serialVersionUID = 1L;

  ScriptFailed(String script, String status, String output) {
    super(
        "in the container, `%s` ended with status %s: %s"
            .formatted(
                script.lines().findFirst().orElse(""),
                status,
                Octets.of(output.substring(0, Math.min(200, output.length())).strip()).escaped()));
  }
}
