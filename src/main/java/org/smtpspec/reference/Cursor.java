package org.smtpspec.reference;

/** A place in a text that is read once, from left to right. */
final class Cursor {
  /** What {@link #peek} gives behind the last character. */
  static final char END = '\0';

  private final String text;
  private int position;

  Cursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return position == text.length();
  }

  char peek() {
    return atEnd() ? END : text.charAt(position);
  }

  char next() {
    char c = peek();
    if (!atEnd()) {
      position++;
    }
    return c;
  }

  /** Steps over {@code c} if it is the next character. */
  boolean eat(char c) {
    boolean found = !atEnd() && peek() == c;
    if (found) {
      position++;
    }
    return found;
  }

  void expect(char c) throws SyntaxException {
    if (!eat(c)) {
      throw expected("'" + c + "'");
    }
  }

  int position() {
    return position;
  }

  /** What was read since {@code start}. */
  String since(int start) {
    return text.substring(start, position);
  }

  /** What is still unread. */
  String rest() {
    return text.substring(position);
  }

  /** Whether {@code sign} is still to come. */
  boolean holds(String sign) {
    return text.indexOf(sign, position) >= 0;
  }

  SyntaxException expected(String what) {
    return new SyntaxException(what, text, position);
  }
}
