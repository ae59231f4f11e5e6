package org.smtpspec.reference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The coding of parameter values that may hold any octet. RFC 3461 section 4. */
final class Xtext {
  private static final Pattern FORM = Pattern.compile("(?:[!-*,-<>-~]|\\+[0-9A-F]{2})*");
  private static final Pattern CODED = Pattern.compile("\\+([0-9A-F]{2})");

  private Xtext() {}

  static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** What {@code text} stands for. */
  static String decoded(String text) {
    return CODED
        .matcher(text)
        .replaceAll(
            coded ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(coded.group(1), 16))));
  }
}
