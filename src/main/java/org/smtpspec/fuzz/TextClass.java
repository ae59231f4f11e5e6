package org.smtpspec.fuzz;

/** Tells the class of a message text. */
final class TextClass {
  private static final int MUCH = 60_000;
  private static final int LONGEST_LINE = 998;

  /** A text with so many may be refused for one that goes round; RFC 5321 section 6.3. */
  private static final int HOPS = 25;

  private static final String HOP = "Received:";

  private TextClass() {}

  /**
   * What a server may think of {@code text}: RFC 5321 section 2.3.8 forbids lone CR and LF, section
   * 4.5.3.1.6 lines over 1,000 octets, section 2.4 octets above 0x7F; what has no header as RFC
   * 5322 section 2.2 has it may be refused for that.
   */
  static Argument of(String text) {
    Argument kind = ofPart(text);
    boolean plain = hasHeader(text) && !isLooped(text);
    return kind == Argument.CLEAN && !plain ? Argument.STRANGE : kind;
  }

  /** The same of what has come of a text: its header may not be there yet. */
  static Argument ofPart(String text) {
    Argument seen = text.length() > MUCH ? Argument.STRANGE : Argument.CLEAN;
    int line = 0;
    char[] all = text.toCharArray();
    for (int i = 0; i < all.length; i++) {
      char c = all[i];
      if (c >= ' ' && c <= '~' && c != '.' && line < LONGEST_LINE) {
        line++;
        continue;
      }
      boolean crlf = c == '\n' ? i > 0 && all[i - 1] == '\r' : c != '\r' || isBeforeFeed(text, i);
      if (c == 0 || !crlf) {
        return Argument.TAINTED;
      }
      // The period that was doubled does not count, RFC 5321 section 4.5.3.1.6.
      line = c == '\n' || (c == '.' && line == 0) ? 0 : line + 1;
      if (line > LONGEST_LINE || c > '~' || (c < ' ' && c != '\t' && c != '\r' && c != '\n')) {
        seen = Argument.STRANGE;
      }
    }
    return seen;
  }

  private static boolean hasHeader(String text) {
    if (!text.startsWith("From: ") && !text.startsWith("Message-ID: ")) {
      return false;
    }
    int line = 0;
    while (line < text.length() && text.charAt(line) != '\r') {
      if (!isField(text, line)) {
        return false;
      }
      int end = text.indexOf('\n', line);
      line = end < 0 ? text.length() : end + 1;
    }
    return true;
  }

  /** Whether at {@code line} a header field begins, or goes on. */
  private static boolean isField(String text, int line) {
    char first = text.charAt(line);
    int at = line;
    while (at < text.length() && text.charAt(at) > ' ' && text.charAt(at) != ':') {
      at++;
    }
    boolean named = at > line && at < text.length() && text.charAt(at) == ':';
    return named || first == ' ' || first == '\t';
  }

  /** Whether {@code text} has so many hops behind it that a server may take it for looping. */
  static boolean isLooped(String text) {
    int hops = 0;
    int line = text.indexOf('\n') + 1;
    while (line > 0) {
      hops += text.regionMatches(true, line, HOP, 0, HOP.length()) ? 1 : 0;
      line = text.indexOf('\n', line) + 1;
    }
    return hops >= HOPS;
  }

  /** Whether {@code text} has 7-bit octets alone, in lines that are not too long. */
  static boolean isAscii(String text) {
    int line = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line = c == '\n' ? 0 : line + 1;
      if (c > 0x7F || line > LONGEST_LINE + 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBeforeFeed(String text, int i) {
    return i + 1 < text.length() && text.charAt(i + 1) == '\n';
  }

  /** Whether {@code command} is a text in which some take another line for the end mark. */
  static boolean tempts(Command command) {
    boolean isText = command.verb() == Verb.END || command.verb() == Verb.BDAT;
    return isText && tempts(command.written());
  }

  /** The same of a {@code text}, or of what there is of it. */
  static boolean tempts(String text) {
    return text.startsWith(".") || text.contains("\n.") || text.contains(".\r");
  }
}
