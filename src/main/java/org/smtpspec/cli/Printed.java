package org.smtpspec.cli;

/** Text that may come from a server, made fit for a terminal. */
final class Printed {
  private Printed() {}

  /** {@code text} on one line, control characters shown as {@code \xHH}. */
  static String line(String text) {
    var out = new StringBuilder(text.length());
    text.chars()
        .forEach(
            c ->
                out.append(
                    c < 0x20 || (c >= 0x7F && c < 0xA0)
                        ? "\\x%02X".formatted(c)
                        : String.valueOf((char) c)));
    return out.toString();
  }
}
