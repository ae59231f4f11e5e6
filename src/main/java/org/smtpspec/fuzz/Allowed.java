package org.smtpspec.fuzz;

import java.util.List;

/**
 * The replies that a command may get in a state, and the rule that says so.
 *
 * @param codes three signs each, digits or {@code x} for any digit
 * @param closing whether the server may close instead
 * @param rule what another reply breaks
 */
record Allowed(List<String> codes, boolean closing, Rule rule) {
  /** Copies the list. */
  Allowed {
    codes = List.copyOf(codes);
  }

  static Allowed by(Rule rule, String... codes) {
    return new Allowed(List.of(codes), false, rule);
  }

  /** The same, and the server may close instead. */
  Allowed orClosing() {
    return new Allowed(codes, true, rule);
  }

  boolean holds(int code) {
    for (String one : codes) {
      if (matches(one, code)) {
        return true;
      }
    }
    return false;
  }

  private static boolean matches(String pattern, int code) {
    int rest = code;
    for (int i = 2; i >= 0; i--) {
      if (pattern.charAt(i) != 'x' && pattern.charAt(i) - '0' != rest % 10) {
        return false;
      }
      rest /= 10;
    }
    return rest == 0 && code >= 100;
  }

  /** As a suite file writes it. */
  String words() {
    return String.join(" | ", codes) + (closing ? " | closed" : "");
  }
}
