package org.smtpspec.suite;

import java.util.Objects;

/**
 * An error in a suite file or in a file beside it, as {@code file:line:column: found, expected}.
 */
public final class SuiteException extends Exception {
  private static final long serialVersionUID = 1L;

  /** {@code line} and {@code column} count from 1. */
  public SuiteException(String file, int line, int column, String found, String expected) {
    super(
        "%s:%d:%d: found %s, expected %s"
            .formatted(Objects.requireNonNull(file), line, column, found, expected));
  }
}
