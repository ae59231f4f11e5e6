package org.smtpspec.suite;

/**
 * A line of a file, for errors to point at.
 *
 * @param file as shown to users
 * @param number from 1
 * @param text without its line end
 */
record SourceLine(String file, int number, String text) {
  SuiteException error(int column, String found, String expected) {
    return new SuiteException(file, number, column, found, expected);
  }

  /** Points at the first place where {@code part} stands, or at the beginning. */
  SuiteException errorAt(String part, String found, String expected) {
    return error(Math.max(0, text.indexOf(part)) + 1, found, expected);
  }

  SourceLine with(String changed) {
    return new SourceLine(file, number, changed);
  }
}
