package org.smtpspec.lab;

import java.io.IOException;

/** A {@link FramedShell} over this machine's {@code sh}, as in a container. */
final class LocalShell implements Shell {
  private final Process process;
  private final FramedShell shell;
  private int scripts;

  LocalShell() throws IOException {
    process = new ProcessBuilder("sh").redirectError(ProcessBuilder.Redirect.DISCARD).start();
    shell = new FramedShell(process.getOutputStream(), process.getInputStream());
  }

  @Override
  public String run(String script) throws IOException {
    scripts++;
    return shell.run(script);
  }

  int scripts() {
    return scripts;
  }

  @Override
  public void close() {
    shell.close();
    process.destroy();
  }
}
