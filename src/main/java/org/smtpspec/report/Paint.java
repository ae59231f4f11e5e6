package org.smtpspec.report;

import org.smtpspec.result.Outcome;

/** Colour on a terminal, or none. Never the only sign: the words say the same. */
final class Paint {
  private static final String ESC = "\u001b[";

  private final boolean colour;

  Paint(boolean colour) {
    this.colour = colour;
  }

  String bold(String text) {
    return in("1", text);
  }

  String faint(String text) {
    return in("2", text);
  }

  String verdict(Outcome outcome, String text) {
    return switch (outcome) {
      case VIOLATES -> in("1;31", text);
      case TOLERATED -> in("33", text);
      case INCONCLUSIVE -> in("35", text);
      case CONFORMS -> in("32", text);
      case NOT_APPLICABLE -> faint(text);
    };
  }

  private String in(String code, String text) {
    return colour ? ESC + code + "m" + text + ESC + "0m" : text;
  }
}
