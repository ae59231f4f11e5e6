package org.smtpspec.lab;

import java.io.IOException;

/** A Bourne shell where mail is stored. Thread-safe. */
interface Shell extends AutoCloseable {
  /**
   * Runs {@code script} and returns what it wrote to its standard output, each octet one char.
   *
   * <p>The script must be a complete list of commands and must neither leave the shell nor change
   * its state. Its standard input is empty.
   *
   * @throws IOException when it cannot be run, or the last command in it fails
   */
  String run(String script) throws IOException;

  @Override
  void close();

  /** {@code text} as one word of a script, whatever is in it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
