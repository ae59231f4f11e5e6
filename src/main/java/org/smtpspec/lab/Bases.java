package org.smtpspec.lab;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The images that a Dockerfile begins with and does not make itself. */
final class Bases {
  private static final Pattern ARG = Pattern.compile("(?i)ARG\\s+(\\w+)(?:=\"?([^\"\\s]*)\"?)?");
  private static final Pattern FROM =
      Pattern.compile("(?i)FROM\\s+(?:--\\S+\\s+)*(\\S+)(?:\\s+AS\\s+(\\S+))?");

  private final Map<String, String> given;
  private final Map<String, String> values = new LinkedHashMap<>();
  private final Set<String> stages = new HashSet<>();
  private final List<String> bases = new ArrayList<>();

  private Bases(Map<String, String> given) {
    this.given = given;
  }

  /** Those of the {@code dockerfile}, built with the arguments {@code given}. */
  static List<String> of(List<String> dockerfile, Map<String, String> given) {
    var found = new Bases(given);
    dockerfile.forEach(line -> found.read(line.strip()));
    return found.bases.stream().distinct().toList();
  }

  private void read(String line) {
    Matcher argument = ARG.matcher(line);
    Matcher from = FROM.matcher(line);
    // Only what stands before the first FROM holds in a FROM.
    if (argument.matches() && stages.isEmpty() && bases.isEmpty()) {
      String value = Optional.ofNullable(argument.group(2)).orElse("");
      values.put(argument.group(1), given.getOrDefault(argument.group(1), value));
    } else if (from.matches()) {
      String base = filled(from.group(1));
      if (!stages.contains(base) && !base.equals("scratch")) {
        bases.add(base);
      }
      Optional.ofNullable(from.group(2)).ifPresent(stages::add);
    }
  }

  private String filled(String name) {
    String filled = name;
    for (Map.Entry<String, String> value : values.entrySet()) {
      filled = filled.replace("${" + value.getKey() + "}", value.getValue());
      filled =
          filled.replaceAll(
              "\\$" + value.getKey() + "\\b", Matcher.quoteReplacement(value.getValue()));
    }
    return filled;
  }
}
