package org.smtpspec.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as servers write theirs, such as {@code 3.7.11}, {@code 8.17.1.9} or {@code 7.4.0p1}:
 * numbers and letters in order. What a distribution adds behind a hyphen or plus sign says nothing.
 */
final class SoftwareVersion {
  private static final String FORM = "[0-9]+(?:\\.[0-9]+)*(?:[a-z]+[0-9]*)?";
  private static final Pattern EXACT = Pattern.compile(FORM);
  private static final Pattern DOTTED =
      Pattern.compile("(?<![0-9A-Za-z.])v?([0-9]+(?:\\.[0-9]+)+(?:[a-z]+[0-9]*)?)");
  private static final Pattern NUMBER = Pattern.compile("(?<![0-9A-Za-z._#-])v?([0-9]+)");
  private static final Pattern PART = Pattern.compile("[0-9]+|[a-z]+");

  private final String text;
  private final List<String> parts;

  private SoftwareVersion(String text) {
    this.text = text;
    this.parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    while (part.find()) {
      parts.add(part.group());
    }
  }

  /** The version, if {@code text} is one and nothing else. */
  static Optional<SoftwareVersion> parse(String text) {
    return EXACT.matcher(text).matches()
        ? Optional.of(new SoftwareVersion(text))
        : Optional.empty();
  }

  /** The first number with a dot in what a server says of itself, or else the first number. */
  static Optional<SoftwareVersion> find(String software) {
    for (Pattern pattern : List.of(DOTTED, NUMBER)) {
      Matcher found = pattern.matcher(software);
      if (found.find()) {
        return Optional.of(new SoftwareVersion(found.group(1)));
      }
    }
    return Optional.empty();
  }

  /**
   * Below, at or above {@code bound}, looking no further than that is written: 3.7.11 is at 3.7.
   */
  int against(SoftwareVersion bound) {
    for (int i = 0; i < bound.parts.size(); i++) {
      String mine = i < parts.size() ? parts.get(i) : "";
      int difference = compare(mine, bound.parts.get(i));
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int compare(String a, String b) {
    boolean numbers = isNumber(a) && isNumber(b);
    if (!numbers) {
      return rank(a) != rank(b) ? Integer.compare(rank(a), rank(b)) : a.compareTo(b);
    }
    String left = a.replaceFirst("^0+(?=.)", "");
    String right = b.replaceFirst("^0+(?=.)", "");
    return left.length() != right.length()
        ? Integer.compare(left.length(), right.length())
        : left.compareTo(right);
  }

  /** Nothing, letters, a number: 7.4, 7.4p1, 7.4.1. */
  private static int rank(String part) {
    return part.isEmpty() ? 0 : isNumber(part) ? 2 : 1;
  }

  private static boolean isNumber(String part) {
    return !part.isEmpty() && Character.isDigit(part.charAt(0));
  }

  /** The first two numbers: the release that the version is of. */
  String release() {
    Matcher two = Pattern.compile("[0-9]+(?:\\.[0-9]+)?").matcher(text);
    return two.lookingAt() ? two.group() : text;
  }

  @Override
  public String toString() {
    return text;
  }
}
