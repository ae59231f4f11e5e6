package org.smtpspec.cli;

/** The entry point of the command line. */
public final class Main {
  private Main() {}

  /** Runs the command that {@code args} name. */
  public static void main(String[] args) {}
}
