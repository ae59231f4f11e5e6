package org.smtpspec.lab;

import com.github.dockerjava.api.DockerClient;
import java.io.IOException;
import org.smtpspec.target.Machine;

/**
 * A container as the machine on which its server runs. Each script is an exec of its own, as it may
 * be for another user, or leave the shell.
 */
record ContainerMachine(DockerClient client, String container) implements Machine {
  /** Errors stand where they occurred; a script reads nothing. */
  private static final String BEFORE = "exec </dev/null 2>&1; cd /\n";

  /** The engine tells in the place of output that there is no shell or no such user. */
  private static final String NOT_RUN = "OCI runtime exec failed";

  @Override
  public Ran run(String script, String user) throws IOException {
    Exec.Output output = Exec.runAs(user, client, container, "sh", "-c", BEFORE + script);
    if (output.text().startsWith(NOT_RUN)) {
      throw new IOException(output.text().lines().findFirst().orElse(NOT_RUN));
    }
    return new Ran(output.status(), output.text() + output.errors());
  }
}
