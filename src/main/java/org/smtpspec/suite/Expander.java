package org.smtpspec.suite;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.wire.Octets;

/** Expands escapes and macros of suite files, the section 'Octets' of {@code FORMAT.md}. */
final class Expander {
  private static final Pattern MANY = Pattern.compile("many (\\d{1,3})");
  private static final Pattern REPEAT = Pattern.compile("repeat (\\d{1,8}) (.+)", Pattern.DOTALL);
  private static final Pattern FILL = Pattern.compile("fill ([a-z]+) (.+)", Pattern.DOTALL);
  private static final Pattern SIZE = Pattern.compile("size (.+)", Pattern.DOTALL);
  private static final Pattern BASE64 = Pattern.compile("base64 (.+)", Pattern.DOTALL);
  private static final Pattern APPLIED = Pattern.compile("(upper|lower|local|domain) ([a-z0-9]+)");
  private static final int LONGEST = 64 << 20;

  private final Map<String, String> values;
  private final Set<String> used = new LinkedHashSet<>();

  /** {@code values} are the facts and {@code token}, {@code client}, {@code sender}. */
  Expander(Map<String, String> values) {
    this.values = values;
  }

  /** The names that have been looked up. */
  Set<String> used() {
    return used;
  }

  /** The octets that {@code text}, which begins at {@code column} of {@code line}, stands for. */
  Octets octets(SourceLine line, int column, String text) throws SuiteException {
    return Octets.of(expand(line, column, text));
  }

  String expand(SourceLine line, int column, String text) throws SuiteException {
    var out = new StringBuilder();
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      if (c == '\\') {
        i += escape(line, column + i, text.substring(i), out);
      } else if (text.startsWith("${", i)) {
        int end = closing(text, i);
        if (end < 0) {
          throw line.error(column + i, "${ without }", "a macro, closed by }");
        }
        out.append(macro(line, column + i, text.substring(i + 2, end)));
        i = end + 1;
      } else {
        out.append(c);
        i++;
      }
    }
    return out.toString();
  }

  /** Where the brace that closes the macro at {@code start} stands; -1 if there is none. */
  private static int closing(String text, int start) {
    int open = 0;
    for (int i = start; i < text.length(); i++) {
      if (text.startsWith("${", i)) {
        open++;
      } else if (text.charAt(i) == '}' && !closesEscape(text, i) && --open == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Whether the brace at {@code end} is that of an escape of a sign by its number. */
  private static boolean closesEscape(String text, int end) {
    int escape = text.lastIndexOf("\\u{", end);
    return escape >= 0 && text.indexOf('}', escape) == end;
  }

  private static int escape(SourceLine line, int column, String rest, StringBuilder out)
      throws SuiteException {
    char kind = rest.length() > 1 ? rest.charAt(1) : ' ';
    int simple = "rnt\\\"".indexOf(kind);
    if (simple >= 0) {
      out.append("\r\n\t\\\"".charAt(simple));
      return 2;
    }
    try {
      if (kind == 'x') {
        out.append((char) HexFormat.fromHexDigits(rest, 2, 4));
        return 4;
      }
      if (rest.startsWith("\\u{")) {
        int end = rest.indexOf('}');
        out.append(utf8(rest.substring(3, end)));
        return end + 1;
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw line.error(
          column,
          rest.substring(0, Math.min(rest.length(), 6)),
          "hex digits, as \\x0D or \\u{00E9}");
    }
    throw line.error(column, "\\" + kind, "\\r \\n \\t \\\\ \\\" \\xHH or \\u{HHHH}");
  }

  /** The octets of the sign that these hex digits number; a surrogate is none. */
  private static String utf8(String digits) {
    int sign = HexFormat.fromHexDigits(digits);
    if (digits.isEmpty() || (sign >= Character.MIN_SURROGATE && sign <= Character.MAX_SURROGATE)) {
      throw new IllegalArgumentException("not a sign: " + digits);
    }
    byte[] octets = Character.toString(sign).getBytes(StandardCharsets.UTF_8);
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  private String macro(SourceLine line, int column, String text) throws SuiteException {
    if (values.containsKey(text)) {
      return value(line, column, text);
    }
    Matcher repeat = REPEAT.matcher(text);
    if (repeat.matches()) {
      String once = expand(line, column, repeat.group(2));
      long length = Long.parseLong(repeat.group(1)) * once.length();
      if (length > LONGEST) {
        throw line.error(column, length + " octets", "at most " + LONGEST);
      }
      return once.repeat(Integer.parseInt(repeat.group(1)));
    }
    Matcher fill = FILL.matcher(text);
    if (fill.matches()) {
      return fill(
          line, column, value(line, column, fill.group(1)), expand(line, column, fill.group(2)));
    }
    Matcher sized = SIZE.matcher(text);
    if (sized.matches()) {
      return Integer.toString(expand(line, column, sized.group(1)).length());
    }
    Matcher coded = BASE64.matcher(text);
    if (coded.matches()) {
      Octets octets = Octets.of(expand(line, column, coded.group(1)));
      return Base64.getEncoder().encodeToString(octets.toBytes());
    }
    Matcher many = MANY.matcher(text);
    if (many.matches()) {
      return value(line, column, "many")
          .replace("%03d", "%03d".formatted(Integer.parseInt(many.group(1))));
    }
    Matcher applied = APPLIED.matcher(text);
    return applied.matches()
        ? apply(applied.group(1), value(line, column, applied.group(2)))
        : value(line, column, text);
  }

  private static String fill(SourceLine line, int column, String length, String once)
      throws SuiteException {
    if (!length.matches("[0-9]{1,8}") || Integer.parseInt(length) > LONGEST) {
      throw line.error(column, "'" + length + "'", "a fact that is a number, at most " + LONGEST);
    }
    return once.repeat(Integer.parseInt(length) / once.length() + 1);
  }

  private static String apply(String function, String value) {
    int at = value.lastIndexOf('@');
    return switch (function) {
      case "upper" -> value.toUpperCase(Locale.ROOT);
      case "lower" -> value.toLowerCase(Locale.ROOT);
      case "local" -> value.substring(0, Math.max(at, 0));
      default -> value.substring(at + 1);
    };
  }

  private String value(SourceLine line, int column, String name) throws SuiteException {
    String value = values.get(name);
    if (value == null) {
      throw line.error(column, "${" + name + "}", "a fact, a column, or a macro of FORMAT.md");
    }
    used.add(name);
    return value;
  }

  /**
   * {@code regexp} with the value of each {@code ${name}} in its place, quoted; names in {@code
   * captured} stay for the pattern to be filled when it is searched.
   */
  String regexp(SourceLine line, int column, String regexp, Set<String> captured)
      throws SuiteException {
    var out = new StringBuilder();
    int i = 0;
    while (i < regexp.length()) {
      int start = regexp.indexOf("${", i);
      int end = start < 0 ? -1 : regexp.indexOf('}', start);
      if (end < 0) {
        return out.append(regexp.substring(i)).toString();
      }
      String name = regexp.substring(start + 2, end);
      out.append(regexp, i, start);
      out.append(
          captured.contains(name) ? "${" + name + "}" : quote(macro(line, column + start, name)));
      i = end + 1;
    }
    return out.toString();
  }

  private static String quote(String value) {
    return value.replaceAll("([\\\\.\\[\\]{}()*+?^$|/])", "\\\\$1");
  }
}
