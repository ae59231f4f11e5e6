package org.smtpspec.suite;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a line of a dialogue from left to right. Not thread-safe. */
final class Cursor {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  private final SourceLine line;
  private int at;

  /** Begins at {@code at}, from 0. */
  Cursor(SourceLine line, int at) {
    this.line = line;
    this.at = at;
    skipBlanks();
  }

  SourceLine line() {
    return line;
  }

  int column() {
    return at + 1;
  }

  boolean atEnd() {
    return at >= line.text().length();
  }

  /** The next word, without going on. */
  String peek() {
    int end = line.text().indexOf(' ', at);
    return atEnd() ? "" : line.text().substring(at, end < 0 ? line.text().length() : end);
  }

  /** The next word. */
  String word() {
    String word = peek();
    at += word.length();
    skipBlanks();
    return word;
  }

  /** Passes {@code word} over, if it comes next. */
  boolean take(String word) {
    boolean next = peek().equals(word);
    if (next) {
      word();
    }
    return next;
  }

  /** All that is left. */
  String rest() {
    String rest = line.text().substring(Math.min(at, line.text().length()));
    at = line.text().length();
    return rest;
  }

  SuiteException expected(String what) {
    return line.error(column(), atEnd() ? "the end of the line" : "'" + peek() + "'", what);
  }

  /** What stands between {@code quote} signs, as written; a backslash keeps the sign after it. */
  String quoted(char quote, String what) throws SuiteException {
    String text = line.text();
    if (atEnd() || text.charAt(at) != quote) {
      throw expected(what);
    }
    int end = at + 1;
    while (end < text.length() && text.charAt(end) != quote) {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    if (end >= text.length()) {
      throw line.error(column(), "no closing " + quote, what);
    }
    String inside = text.substring(at + 1, end);
    at = end + 1;
    skipBlanks();
    return inside;
  }

  /** A duration: {@code 10s}, {@code 200ms}, {@code 2m}. */
  Duration duration() throws SuiteException {
    Matcher matcher = DURATION.matcher(peek());
    if (!matcher.matches()) {
      throw expected("a time as 10s, 200ms or 2m");
    }
    word();
    long n = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      default -> Duration.ofMinutes(n);
    };
  }

  /** A {@code within} and its duration, if one comes next. */
  Optional<Duration> within() throws SuiteException {
    return take("within") ? Optional.of(duration()) : Optional.empty();
  }

  private void skipBlanks() {
    while (at < line.text().length() && line.text().charAt(at) == ' ') {
      at++;
    }
  }
}
