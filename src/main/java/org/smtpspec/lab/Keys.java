package org.smtpspec.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetFile;

/**
 * The keys of a target file, read as what they have to be. An error names file and line.
 *
 * @param file where they stand
 * @param read what was read from it
 */
record Keys(Path file, TargetFile read) {
  private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

  /** Reads {@code file}, in which {@code others} may stand beside the facts. */
  static Keys read(Path file, Set<String> others) throws TargetException {
    return new Keys(file, TargetFile.read(file, others));
  }

  Optional<String> text(String key) throws TargetException {
    Optional<JsonNode> value = value(key);
    if (value.isPresent() && !value.get().isValueNode()) {
      throw wrong(key, "one value");
    }
    return value.map(JsonNode::asText);
  }

  List<String> texts(String key) throws TargetException {
    var texts = new ArrayList<String>();
    if (value(key).isPresent()) {
      if (!value(key).get().isArray()) {
        throw wrong(key, "a list [a, b]");
      }
      for (JsonNode one : value(key).get()) {
        texts.add(one.asText());
      }
    }
    return List.copyOf(texts);
  }

  Map<String, String> map(String key) throws TargetException {
    var map = new LinkedHashMap<String, String>();
    if (value(key).isPresent()) {
      if (!value(key).get().isObject()) {
        throw wrong(key, "a map {NAME: value}");
      }
      value(key).get().properties().forEach(one -> map.put(one.getKey(), one.getValue().asText()));
    }
    return map;
  }

  Optional<Integer> port(String key) throws TargetException {
    Optional<JsonNode> value = value(key);
    if (value.isPresent()
        && (!value.get().isInt() || value.get().asInt() < 1 || value.get().asInt() > 65535)) {
      throw wrong(key, "a number from 1 to 65535");
    }
    return value.map(JsonNode::asInt);
  }

  Optional<Duration> duration(String key) throws TargetException {
    Optional<String> text = text(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    Matcher matcher = DURATION.matcher(text.get());
    if (!matcher.matches()) {
      throw wrong(key, "a time like 30s, 500ms or 2m");
    }
    long number = Long.parseLong(matcher.group(1));
    return Optional.of(
        switch (matcher.group(2)) {
          case "ms" -> Duration.ofMillis(number);
          case "s" -> Duration.ofSeconds(number);
          default -> Duration.ofMinutes(number);
        });
  }

  /** The value of {@code key} is not what was {@code expected}. */
  TargetException wrong(String key, String expected) {
    return TargetException.usage(
        "%s:%d: found %s %s, expected %s"
            .formatted(file, lineOf(key), key, value(key).orElseThrow(), expected));
  }

  private Optional<JsonNode> value(String key) {
    return Optional.ofNullable(read.all().get(key));
  }

  private int lineOf(String key) {
    try {
      List<String> lines = Files.readAllLines(file);
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith(key + ":")) {
          return i + 1;
        }
      }
    } catch (IOException e) {
      // It could be read a moment ago; the first line is near enough.
    }
    return 1;
  }
}
