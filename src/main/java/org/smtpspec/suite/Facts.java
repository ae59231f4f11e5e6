package org.smtpspec.suite;

import java.time.Year;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts of a target by the names that suite files use, the section 'Facts of a target' of
 * {@code FORMAT.md}.
 */
public final class Facts {
  /** All names. */
  public static final List<String> NAMES =
      List.of(
          "domain",
          "host",
          "mailbox",
          "mailbox2",
          "mailbox3",
          "missing",
          "foreign",
          "many",
          "list",
          "moved",
          "gone",
          "ambiguous",
          "busy",
          "full",
          "late",
          "sizelimit",
          "user",
          "password",
          "shutdown");

  private Facts() {}

  /**
   * {@code facts} with what every dialogue may use: {@code token}, {@code client}, {@code sender},
   * {@code yy}.
   */
  static Map<String, String> withOurs(Map<String, String> facts, String token) {
    var values = new LinkedHashMap<>(facts);
    values.put("token", token);
    values.put("client", "client.test");
    values.put("sender", "sender@client.test");
    String year = Year.now(ZoneOffset.UTC).toString();
    values.put("yy", year.substring(year.length() - 2));
    return values;
  }

  /** A value for each fact, to read a suite file without a target. */
  public static Map<String, String> examples() {
    var values = new LinkedHashMap<String, String>();
    NAMES.forEach(name -> values.put(name, name + "@example.test"));
    values.putAll(
        Map.of(
            "domain",
            "example.test",
            "host",
            "mx.example.test",
            "many",
            "many%03d@example.test",
            "sizelimit",
            "1000"));
    return values;
  }

  static boolean isFact(String name) {
    return NAMES.contains(name);
  }

  static Set<String> names() {
    return Set.copyOf(NAMES);
  }
}
