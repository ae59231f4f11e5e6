package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/**
 * Reads a domain: elements parted by dots, or an address literal. An element starts with a letter
 * or, since RFC 1123 section 2.1, a digit; RFC 821 also has {@code #} and a number.
 */
final class DomainParser {
  private static final int LIMIT = 255;

  private final Cursor in;
  private final Defects defects;

  DomainParser(Cursor in, Defects defects) {
    this.in = in;
    this.defects = defects;
  }

  /** Whether {@code text} is a domain and nothing else. */
  static boolean isDomain(String text, Defects defects) {
    Cursor in = new Cursor(text);
    try {
      new DomainParser(in, defects).domain();
      return in.atEnd();
    } catch (SyntaxException e) {
      return false;
    }
  }

  String domain() throws SyntaxException {
    int start = in.position();
    if (in.peek() == '[') {
      new LiteralParser(in, defects).literal();
    } else {
      names();
    }
    int limit = defects.has(DOMAIN_LIMIT_63) ? 63 : LIMIT;
    if (in.position() - start > limit) {
      throw in.expected("a domain of at most " + limit + " characters");
    }
    return in.since(start);
  }

  private void names() throws SyntaxException {
    int count = 0;
    do {
      if (defects.has(EMPTY_ELEMENT_ACCEPTED)) {
        in.eat('.');
      }
      if (count > 0 && defects.has(TRAILING_DOT_ACCEPTED) && !isInner(in.peek())) {
        return;
      }
      element();
      count++;
    } while (in.eat('.'));
    if ((count == 1 && defects.has(SINGLE_ELEMENT_DOMAIN_REFUSED))
        || (count > 4 && defects.has(DEEP_DOMAIN_REFUSED))) {
      throw in.expected("another number of elements");
    }
  }

  private void element() throws SyntaxException {
    int start = in.position();
    boolean number = in.eat('#');
    while (number ? isDigit(in.peek()) : isInner(in.peek())) {
      in.next();
    }
    String element = in.since(start);
    boolean edges = element.startsWith("-") || element.endsWith("-");
    if (element.isEmpty()
        || element.equals("#")
        || (edges && !defects.has(HYPHEN_AT_EDGE_ACCEPTED))) {
      throw in.expected("a name");
    }
  }

  private boolean isInner(char c) {
    return LocalPartParser.isLetterOrDigit(c)
        || International.isPart(c)
        || (c == '-' && !defects.has(HYPHEN_REFUSED))
        || (c == '_' && defects.has(UNDERSCORE_ACCEPTED));
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
