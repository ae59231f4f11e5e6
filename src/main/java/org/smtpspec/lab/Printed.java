package org.smtpspec.lab;

import java.io.IOException;
import java.util.List;

/**
 * A mailbox that a command in the container prints as an mbox, all of it at each look.
 *
 * @param shell where the command is run
 * @param command for a shell of its own
 */
record Printed(Shell shell, String command) implements Mailbox {
  @Override
  public List<String> messages() throws IOException {
    return Mbox.split(shell.run("sh -c " + Shell.quoted(command)));
  }
}
