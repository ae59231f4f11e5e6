package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/**
 * Reads the local part of a mailbox: atoms parted by dots, or a quoted string. RFC 821 lets a
 * backslash quote any character in both, RFC 5321 section 4.1.2 lets the quoted string be empty.
 */
final class LocalPartParser {
  private static final int LIMIT = 64;
  private static final String SIGNS = "!#$%&'*+-/=?^_`{|}~";
  private static final String SPECIALS = "(),;:[]<>";

  private final Cursor in;
  private final Defects defects;

  LocalPartParser(Cursor in, Defects defects) {
    this.in = in;
    this.defects = defects;
  }

  /** Reads a local part and gives its meaning: the text without quotes and backslashes. */
  String localPart() throws SyntaxException {
    int start = in.position();
    String meaning = in.peek() == '"' ? quotedString() : dotString();
    int limit = defects.has(USER_LIMIT_63) ? LIMIT - 1 : LIMIT;
    if (in.position() - start > limit) {
      throw in.expected("a local part of at most " + limit + " characters");
    }
    return meaning;
  }

  private String quotedString() throws SyntaxException {
    if (defects.has(QUOTED_STRING_REFUSED)) {
      throw in.expected("an atom");
    }
    in.expect('"');
    StringBuilder meaning = new StringBuilder();
    while (in.peek() != '"') {
      if (defects.has(OPEN_QUOTE_ACCEPTED) && in.peek() == '@' && !in.holds("\"")) {
        return meaning.toString();
      }
      if (in.atEnd()) {
        throw in.expected("'\"'");
      }
      meaning.append(quotedCharacter());
    }
    in.expect('"');
    return meaning.toString();
  }

  private char quotedCharacter() throws SyntaxException {
    char c = in.next();
    if ((defects.has(QUOTED_SPECIALS_REFUSED) && (c == '@' || SPECIALS.indexOf(c) >= 0))
        || (defects.has(QUOTED_BRACKET_ENDS_PATH) && c == '>')
        || (defects.has(BACKSLASH_IN_QUOTES_REFUSED) && c == '\\')) {
      throw in.expected("another sign in quotes");
    }
    return c == '\\' ? escaped() : c;
  }

  private String dotString() throws SyntaxException {
    StringBuilder meaning = new StringBuilder();
    if (defects.has(DOT_AT_EDGE_ACCEPTED) && in.eat('.')) {
      meaning.append('.');
    }
    atom(meaning);
    while (in.eat('.')) {
      meaning.append('.');
      if (defects.has(DOUBLE_DOT_ACCEPTED) && in.eat('.')) {
        meaning.append('.');
      }
      if (!(defects.has(DOT_AT_EDGE_ACCEPTED) && in.peek() == '@')) {
        atom(meaning);
      }
    }
    return meaning.toString();
  }

  private void atom(StringBuilder meaning) throws SyntaxException {
    int before = meaning.length();
    while (isAtomic(in.peek()) || in.peek() == '\\') {
      char c = in.next();
      meaning.append(c == '\\' ? escaped() : c);
    }
    if (meaning.length() == before) {
      throw in.expected("a local part");
    }
  }

  private char escaped() throws SyntaxException {
    if (in.atEnd()) {
      throw in.expected("a character behind the backslash");
    }
    return in.next();
  }

  private boolean isAtomic(char c) {
    if (SIGNS.indexOf(c) >= 0) {
      return !(defects.has(SPECIAL_SIGNS_REFUSED) && c != '-')
          && !(defects.has(SLASH_REFUSED) && c == '/');
    }
    return isLetterOrDigit(c)
        || International.isPart(c)
        || (defects.has(BARE_SPECIALS_ACCEPTED) && SPECIALS.indexOf(c) >= 0)
        || (defects.has(BARE_SPACE_ACCEPTED) && c == ' ');
  }

  static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }
}
