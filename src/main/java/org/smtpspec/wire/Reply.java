package org.smtpspec.wire;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One reply of a server, of one line or many, as it came.
 *
 * @param code the code of its last line; 0 when that line bears none
 * @param lines the text of each line, without code, separator and line end
 * @param raw every octet of it
 * @param departures what in it is not as RFC 5321 section 4.2 has it
 */
public record Reply(int code, List<String> lines, Octets raw, Set<Departure> departures) {
  private static final Pattern SEPARATORS = Pattern.compile("[ =]+");

  /** Copies the collections. */
  public Reply {
    lines = List.copyOf(lines);
    departures =
        departures.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(departures));
  }

  /** The text of all lines, joined by LF. */
  public String text() {
    return String.join("\n", lines);
  }

  /**
   * The keywords that a reply to EHLO offers, upper case: the first word of each line after the
   * first, RFC 5321 section 4.1.1.1.
   */
  public List<String> keywords() {
    return lines.stream().skip(1).map(Reply::keyword).filter(word -> !word.isEmpty()).toList();
  }

  private static String keyword(String line) {
    String text = line.strip();
    int end = 0;
    while (end < text.length() && text.charAt(end) != ' ' && text.charAt(end) != '=') {
      end++;
    }
    return text.substring(0, end).toUpperCase(Locale.ROOT);
  }

  /**
   * The keywords that a reply to EHLO offers, and behind each its parameters as {@code
   * KEYWORD=PARAMETER}, upper case: {@code AUTH}, {@code AUTH=PLAIN}.
   */
  public List<String> offers() {
    var offers = new ArrayList<String>();
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String keyword = keyword(line);
      if (!keyword.isEmpty()) {
        offers.add(keyword);
        String parameters = line.strip().substring(keyword.length()).toUpperCase(Locale.ROOT);
        SEPARATORS
            .splitAsStream(parameters)
            .filter(word -> !word.isEmpty())
            .forEach(word -> offers.add(keyword + "=" + word));
      }
    }
    return List.copyOf(offers);
  }
}
