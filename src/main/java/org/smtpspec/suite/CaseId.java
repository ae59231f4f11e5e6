package org.smtpspec.suite;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The permanent name of a case: {@code rfc5321/3.3/rcpt-before-mail[local]}.
 *
 * @param path folders and file name, without extension
 * @param row the row of the table; empty when there is no table
 */
public record CaseId(String path, String row) implements Comparable<CaseId> {
  private static final String NAME = "[a-z0-9][a-z0-9.+-]*";
  private static final Pattern FORM =
      Pattern.compile("(" + NAME + "(?:/" + NAME + ")*)(?:\\[(" + NAME + ")\\])?");

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException when {@code text} is none
   */
  public static CaseId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("not a case id: " + text);
    }
    return new CaseId(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
  }

  /** Whether {@code text} is an id without row. */
  static boolean isPath(String text) {
    return text.matches(NAME + "(?:/" + NAME + ")*");
  }

  static boolean isName(String text) {
    return text.matches(NAME);
  }

  /** The folder of the case: {@code rfc5321/3.3}. */
  public String folder() {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  @Override
  public int compareTo(CaseId other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return row.isEmpty() ? path : path + "[" + row + "]";
  }
}
