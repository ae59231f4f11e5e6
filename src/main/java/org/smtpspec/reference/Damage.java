package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** What a defective server does to the text of a message. RFC 821 sections 4.5.2 and 4.1.1. */
final class Damage {
  private static final Map<Defect, UnaryOperator<String>> TO_TEXT =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(
                  CONTROLS_REMOVED,
                  text -> text.replaceAll("[\\x01-\\x08\\x0B\\x0C\\x0E-\\x1F\\x7F]", "")),
              Map.entry(EIGHTH_BIT_CLEARED, Damage::sevenBit),
              Map.entry(LONE_CR_MADE_CRLF, text -> text.replaceAll("\\r(?!\\n)", "\r\n")),
              Map.entry(NUL_LOST, text -> text.replace("\0", "")),
              Map.entry(HIGH_BIT_REPLACED, text -> text.replaceAll("[\\x80-\\xFF]", "?")),
              Map.entry(TEXT_CUT_AT_SUB, text -> text.replaceFirst("(?s)\\x1A.*", "\r\n")),
              Map.entry(
                  INNER_DOUBLE_DOTS_HALVED, text -> text.replaceAll("(?<=[^\\r\\n])\\.\\.", ".")),
              Map.entry(TABS_EXPANDED, text -> text.replace("\t", "        ")),
              Map.entry(ESCAPES_REMOVED, text -> text.replaceAll("[\\x07\\x1B]", "")),
              Map.entry(DEL_ERASES, text -> text.replaceAll("[^\\r\\n]?\\x7F", "")),
              Map.entry(TRAILING_BLANKS_CUT, text -> text.replaceAll("[ \\t]+\\r\\n", "\r\n")),
              Map.entry(EMPTY_LINES_JOINED, text -> text.replaceAll("(\\r\\n){3,}", "\r\n\r\n")),
              Map.entry(LAST_EMPTY_LINES_CUT, text -> text.replaceFirst("(\\r\\n)+\\z", "\r\n")),
              Map.entry(
                  TEXT_LINE_BROKEN_AT_990,
                  text -> text.replaceAll("([^\\r\\n]{990})(?=[^\\r\\n])", "$1\r\n")),
              Map.entry(
                  TEXT_LINE_CUT_AT_997,
                  text -> text.replaceAll("([^\\r\\n]{997})[^\\r\\n]+", "$1")),
              Map.entry(
                  DOUBLED_DOT_COUNTED,
                  text -> text.replaceAll("(?m)^(\\.[^\\r\\n]{996})[^\\r\\n]+", "$1"))));

  private static final Map<Defect, UnaryOperator<List<String>>> TO_HEADER =
      Map.of(
          HEADER_REORDERED, Damage::sorted,
          HEADER_UNFOLDED,
              fields -> fields.stream().map(f -> f.replaceAll("\\r\\n[ \\t]+(?=.)", " ")).toList(),
          HEADER_NAMES_CAPITALIZED, fields -> fields.stream().map(Damage::capitalized).toList(),
          OLD_RECEIVED_REMOVED, fields -> fields.stream().filter(f -> !isReceived(f)).toList(),
          OLD_RECEIVED_REVERSED, Damage::receivedReversed);

  private final Defects defects;

  Damage(Defects defects) {
    this.defects = defects;
  }

  /** The text with all the damage done that the defects want. */
  String done(String text) {
    String damaged = text;
    for (Map.Entry<Defect, UnaryOperator<String>> each : TO_TEXT.entrySet()) {
      if (defects.has(each.getKey())) {
        damaged = each.getValue().apply(damaged);
      }
    }
    for (Map.Entry<Defect, UnaryOperator<List<String>>> each : TO_HEADER.entrySet()) {
      if (defects.has(each.getKey())) {
        damaged = withHeader(damaged, each.getValue());
      }
    }
    return damaged;
  }

  private static String withHeader(String text, UnaryOperator<List<String>> change) {
    int gap = text.startsWith("\r\n") ? 0 : text.indexOf("\r\n\r\n") + 2;
    if (gap < 2) {
      return text;
    }
    List<String> fields = new ArrayList<>();
    for (String line : text.substring(0, gap).split("(?<=\\r\\n)", -1)) {
      boolean folded = !fields.isEmpty() && (line.startsWith(" ") || line.startsWith("\t"));
      if (folded) {
        fields.add(fields.remove(fields.size() - 1) + line);
      } else {
        fields.add(line);
      }
    }
    return String.join("", change.apply(fields)) + text.substring(gap);
  }

  private static String sevenBit(String text) {
    StringBuilder damaged = new StringBuilder(text.length());
    text.chars().forEach(c -> damaged.append((char) (c & 0x7F)));
    return damaged.toString();
  }

  private static List<String> sorted(List<String> fields) {
    return fields.stream().sorted().toList();
  }

  private static String capitalized(String field) {
    int colon = field.indexOf(':');
    return colon < 0
        ? field
        : field.substring(0, colon).toUpperCase(Locale.ROOT) + field.substring(colon);
  }

  private static boolean isReceived(String field) {
    return field.regionMatches(true, 0, "Received:", 0, 9);
  }

  private static List<String> receivedReversed(List<String> fields) {
    List<String> received = new ArrayList<>(fields.stream().filter(Damage::isReceived).toList());
    Collections.reverse(received);
    List<String> all = new ArrayList<>();
    for (String field : fields) {
      all.add(isReceived(field) ? received.remove(0) : field);
    }
    return all;
  }
}
