package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;

/**
 * Reads an address literal in brackets: a dotted number, or IPv6 behind its tag. RFC 821 section
 * 4.1.2, RFC 5321 section 4.1.3.
 */
final class LiteralParser {
  private static final String IPV6_TAG = "IPv6:";
  private static final int GROUPS = 8;

  private final Cursor in;
  private final Defects defects;

  LiteralParser(Cursor in, Defects defects) {
    this.in = in;
    this.defects = defects;
  }

  void literal() throws SyntaxException {
    if (defects.has(LITERAL_REFUSED)) {
      throw in.expected("a name");
    }
    in.expect('[');
    int start = in.position();
    while (!in.atEnd() && in.peek() != ']' && in.peek() != '>') {
      in.next();
    }
    String content = in.since(start);
    in.expect(']');
    boolean ipv6 = content.regionMatches(true, 0, IPV6_TAG, 0, IPV6_TAG.length());
    if (!(ipv6 ? isIpv6(content.substring(IPV6_TAG.length())) : isDottedNumber(content))) {
      throw in.expected("an address before this column");
    }
  }

  private boolean isDottedNumber(String text) {
    List<String> parts = split(text, '.');
    return ((parts.size() == 4 || defects.has(LITERAL_OF_ANY_LENGTH_ACCEPTED))
            && parts.stream().allMatch(this::isPart))
        || (text.isEmpty() && defects.has(EMPTY_LITERAL_ACCEPTED));
  }

  private boolean isPart(String part) {
    if (!hasDigits(part, 10, 3)
        || (part.startsWith("0") && part.length() > 1 && defects.has(LITERAL_ZEROS_REFUSED))) {
      return false;
    }
    int value = Integer.parseInt(part);
    return defects.has(LITERAL_OVER_255_ACCEPTED)
        || value < (defects.has(LITERAL_255_REFUSED) ? 255 : 256);
  }

  /** Eight groups; or fewer around one {@code ::}, which stands for two groups at least. */
  private boolean isIpv6(String text) {
    int gap = text.indexOf("::");
    if (gap < 0) {
      return groups(text) == GROUPS;
    }
    int left = gap == 0 ? 0 : groups(text.substring(0, gap));
    String tail = text.substring(gap + 2);
    int right = tail.isEmpty() ? 0 : groups(tail);
    boolean plainLeft = text.substring(0, gap).indexOf('.') < 0;
    return left >= 0 && right >= 0 && plainLeft && left + right <= GROUPS - 2;
  }

  /** The number of groups in {@code text}, a dotted number at its end for two; -1 if malformed. */
  private int groups(String text) {
    List<String> groups = split(text, ':');
    String last = groups.get(groups.size() - 1);
    boolean dotted = last.indexOf('.') >= 0;
    List<String> plain = dotted ? groups.subList(0, groups.size() - 1) : groups;
    boolean good = plain.stream().allMatch(group -> hasDigits(group, 16, 4));
    return good && (!dotted || isDottedNumber(last)) ? plain.size() + (dotted ? 2 : 0) : -1;
  }

  private static boolean hasDigits(String text, int radix, int atMost) {
    return !text.isEmpty()
        && text.length() <= atMost
        && text.chars().allMatch(c -> c < 0x80 && Character.digit(c, radix) >= 0);
  }

  private static List<String> split(String text, char separator) {
    return List.of(text.split(separator == '.' ? "\\." : ":", -1));
  }
}
