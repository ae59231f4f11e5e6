package org.smtpspec.dialogue;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What named groups of earlier patterns of a dialogue have matched, for the patterns that follow.
 * Not thread-safe.
 */
public final class Bindings {
  private static final Pattern GROUP = Pattern.compile("(?<!\\\\)\\(\\?<([a-zA-Z][a-zA-Z0-9]*)>");
  private static final Pattern USE = Pattern.compile("\\$\\{([a-zA-Z][a-zA-Z0-9]*)\\}");

  private final Map<String, String> values = new HashMap<>();

  /** The names of the groups in {@code template}. */
  public static Set<String> groups(String template) {
    var names = new LinkedHashSet<String>();
    GROUP.matcher(template).results().forEach(match -> names.add(match.group(1)));
    return names;
  }

  /**
   * Searches {@code text} for {@code template}, a regular expression in which {@code ${name}}
   * stands for the value bound to name, its special signs quoted. When found, its named groups are
   * bound.
   *
   * @throws IllegalStateException when the search needs more stack than there is
   */
  boolean find(String template, String text) {
    Matcher matcher = compile(template).matcher(text);
    if (!found(matcher)) {
      return false;
    }
    for (String name : groups(template)) {
      String value = matcher.group(name);
      values.put(name, value == null ? "" : value);
    }
    return true;
  }

  private static boolean found(Matcher matcher) {
    try {
      return matcher.find();
    } catch (StackOverflowError e) {
      throw new IllegalStateException("too much text for /" + matcher.pattern() + "/", e);
    }
  }

  private Pattern compile(String template) {
    String filled =
        USE.matcher(template)
            .replaceAll(
                use ->
                    Matcher.quoteReplacement(Pattern.quote(values.getOrDefault(use.group(1), ""))));
    return Pattern.compile(filled, Pattern.MULTILINE);
  }
}
