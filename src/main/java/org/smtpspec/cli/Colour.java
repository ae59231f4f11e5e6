package org.smtpspec.cli;

/** Whether output is coloured: on a terminal, unless {@code NO_COLOR} is set (no-color.org). */
final class Colour {
  private Colour() {}

  static boolean wanted() {
    String no = System.getenv("NO_COLOR");
    return Boolean.getBoolean("smtpspec.colour") && (no == null || no.isEmpty());
  }
}
