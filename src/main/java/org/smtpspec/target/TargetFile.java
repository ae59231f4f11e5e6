package org.smtpspec.target;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.suite.Facts;

/**
 * A target file: YAML with the facts of a server.
 *
 * @param facts by the names of suite files; {@code mailboxes: [a, b, c]} gives {@code mailbox},
 *     {@code mailbox2}, {@code mailbox3}
 * @param inbox where mail can be read, if it can: {@code maildir:PATH}, {@code mbox:PATH}
 * @param all every key and its value
 */
public record TargetFile(Map<String, String> facts, Optional<String> inbox, JsonNode all) {
  private static final YAMLMapper MAPPER =
      YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final List<String> MAILBOXES = List.of("mailbox", "mailbox2", "mailbox3");

  /** Copies the map. */
  public TargetFile {
    facts = Map.copyOf(facts);
  }

  /**
   * Reads {@code file}.
   *
   * @param others keys that may stand in it beside the facts
   * @throws TargetException that names file and line
   */
  public static TargetFile read(Path file, Set<String> others) throws TargetException {
    String text;
    try {
      text = Files.readString(file);
    } catch (NoSuchFileException e) {
      throw TargetException.usage("cannot read target file " + file + ": no such file");
    } catch (IOException e) {
      throw TargetException.usage("cannot read target file " + file + ": " + e.getMessage());
    }
    try {
      JsonNode all = MAPPER.readTree(text);
      if (!all.isObject()) {
        throw TargetException.usage(file + ":1: found no keys, expected key: value");
      }
      return new TargetFile(
          facts(file, text, all, others),
          Optional.ofNullable(all.get("inbox")).map(JsonNode::asText),
          all);
    } catch (JsonProcessingException e) {
      var where = e.getLocation();
      throw TargetException.usage(
          "%s:%d:%d: found %s, expected YAML"
              .formatted(
                  file,
                  where == null ? 1 : where.getLineNr(),
                  where == null ? 1 : where.getColumnNr(),
                  e.getOriginalMessage().lines().findFirst().orElse("")));
    }
  }

  private static Map<String, String> facts(Path file, String text, JsonNode all, Set<String> others)
      throws TargetException {
    var facts = new LinkedHashMap<String, String>();
    for (Map.Entry<String, JsonNode> entry : all.properties()) {
      String key = entry.getKey();
      if (key.equals("mailboxes")) {
        mailboxes(file, text, entry.getValue(), facts);
      } else if (Facts.NAMES.contains(key)) {
        facts.put(key, single(file, text, key, entry.getValue()));
      } else if (key.equals("inbox")) {
        single(file, text, key, entry.getValue());
      } else if (!others.contains(key)) {
        throw TargetException.usage(
            "%s:%d: found unknown key '%s', expected inbox, mailboxes or one of %s"
                .formatted(file, lineOf(text, key), key, String.join(", ", Facts.NAMES)));
      }
    }
    return facts;
  }

  private static void mailboxes(Path file, String text, JsonNode value, Map<String, String> facts)
      throws TargetException {
    if (!value.isArray()) {
      throw TargetException.usage(
          "%s:%d: found one value, expected a list [a@b, c@d]"
              .formatted(file, lineOf(text, "mailboxes")));
    }
    for (int i = 0; i < Math.min(MAILBOXES.size(), value.size()); i++) {
      facts.put(MAILBOXES.get(i), single(file, text, "mailboxes", value.get(i)));
    }
  }

  private static String single(Path file, String text, String key, JsonNode value)
      throws TargetException {
    if (!value.isValueNode() || value.isNull()) {
      throw TargetException.usage(
          "%s:%d: found no single value for '%s', expected one"
              .formatted(file, lineOf(text, key), key));
    }
    return value.asText();
  }

  private static int lineOf(String text, String key) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(key + ":")) {
        return i + 1;
      }
    }
    return 1;
  }
}
