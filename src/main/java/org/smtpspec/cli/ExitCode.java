package org.smtpspec.cli;

/** The exit codes of the program; they are part of its interface. */
final class ExitCode {
  static final int EXPECTED = 0;
  static final int UNEXPECTED = 1;
  static final int USAGE = 2;
  static final int LAB = 3;

  private ExitCode() {}
}
