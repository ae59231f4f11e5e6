package org.smtpspec.target;

import java.io.IOException;

/** The machine on which a server runs, where that can be looked at from within. Thread-safe. */
public interface Machine {
  /**
   * Runs {@code script} in a Bourne shell, in the folder {@code /}.
   *
   * @param user as whom, by name
   * @throws IOException when it cannot be run, or does not end
   */
  Ran run(String script, String user) throws IOException;

  /**
   * What a script left.
   *
   * @param status its exit status
   * @param output what it wrote to its standard output and standard error, each octet one char
   */
  record Ran(int status, String output) {}
}
