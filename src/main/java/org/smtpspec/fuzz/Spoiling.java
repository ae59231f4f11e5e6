package org.smtpspec.fuzz;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes what is valid nearly valid: one octet is lost, doubled, changed or added. */
final class Spoiling {
  /** Signs that mean something in a path or a line. */
  private static final char[] SIGNS = "<>@:,;.\"\\ ()[]!%#\t-_=+'/$&*?^`{|}~".toCharArray();

  private Spoiling() {}

  static Arbitrary<String> spoiled(Arbitrary<String> valid) {
    return Combinators.combine(
            valid, Arbitraries.integers().between(0, 400), Arbitraries.of(SIGNS), kinds())
        .as(Spoiling::spoil);
  }

  private static Arbitrary<Integer> kinds() {
    return Arbitraries.integers().between(0, 3);
  }

  private static String spoil(String text, int place, char sign, int kind) {
    int at = text.isEmpty() ? 0 : place % text.length();
    String before = text.substring(0, at);
    String after = text.substring(Math.min(text.length(), at + 1));
    return switch (kind) {
      case 0 -> before + after;
      case 1 -> before + text.substring(at, Math.min(text.length(), at + 1)) + text.substring(at);
      case 2 -> before + sign + after;
      default -> before + sign + text.substring(at);
    };
  }

  /** Octets of any kind but CR and LF. */
  static Arbitrary<String> wild() {
    return Arbitraries.chars()
        .range('\0', '\t')
        .range('\016', '\377')
        .list()
        .ofMaxSize(40)
        .map(
            chars -> {
              var text = new StringBuilder();
              chars.forEach(text::append);
              return text.toString();
            });
  }
}
