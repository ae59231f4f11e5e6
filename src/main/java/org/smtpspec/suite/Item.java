package org.smtpspec.suite;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A value in a YAML file and the place where it stands.
 *
 * @param file as errors name it
 */
public record Item(String file, Node node) {
  /**
   * The whole of {@code file}.
   *
   * @param shown its name in errors
   * @param expected what it should be, for an error
   */
  public static Item read(Path file, String shown, String expected)
      throws IOException, SuiteException {
    try {
      String text = Files.readString(file);
      var yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
      Node root = yaml.compose(new StringReader(text));
      if (root == null) {
        throw new SuiteException(shown, 1, 1, "nothing", expected);
      }
      return new Item(shown, root);
    } catch (NoSuchFileException e) {
      throw new SuiteException(shown, 1, 1, "no such file", expected);
    } catch (MarkedYAMLException e) {
      var mark = e.getProblemMark();
      throw new SuiteException(
          shown, mark.getLine() + 1, mark.getColumn() + 1, e.getProblem(), "YAML");
    } catch (YAMLException e) {
      throw new SuiteException(shown, 1, 1, e.getMessage().lines().findFirst().orElse(""), "YAML");
    }
  }

  /** Its keys and their values, each key one of {@code known} and there once. */
  public Map<String, Item> map(List<String> known) throws SuiteException {
    Map<String, Item> map = map();
    for (Map.Entry<String, Item> entry : map.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw key(entry.getKey())
            .wrong("unknown key '" + entry.getKey() + "'", "one of " + String.join(", ", known));
      }
    }
    return map;
  }

  /** Its keys and their values. */
  public Map<String, Item> map() throws SuiteException {
    if (!(node instanceof MappingNode mapping)) {
      throw wrong(words(), "keys with their values");
    }
    var map = new LinkedHashMap<String, Item>();
    for (NodeTuple tuple : mapping.getValue()) {
      var key = new Item(file, tuple.getKeyNode());
      if (map.put(key.text(), new Item(file, tuple.getValueNode())) != null) {
        throw key.wrong("key '" + key.text() + "' twice", "each key once");
      }
    }
    return map;
  }

  private Item key(String name) throws SuiteException {
    for (NodeTuple tuple : ((MappingNode) node).getValue()) {
      var key = new Item(file, tuple.getKeyNode());
      if (key.text().equals(name)) {
        return key;
      }
    }
    return this;
  }

  /** The value of {@code key} in {@code map}. */
  public Item need(Map<String, Item> map, String key) throws SuiteException {
    Item value = map.get(key);
    if (value == null) {
      throw wrong("no '" + key + "'", "the key " + key);
    }
    return value;
  }

  /** Its members; one value that is no list is a list of one. */
  public List<Item> list() {
    if (!(node instanceof SequenceNode sequence)) {
      return List.of(this);
    }
    var items = new ArrayList<Item>();
    sequence.getValue().forEach(each -> items.add(new Item(file, each)));
    return items;
  }

  /** Its one value. */
  public String text() throws SuiteException {
    if (!(node instanceof ScalarNode scalar) || scalar.getTag().equals(Tag.NULL)) {
      throw wrong(words(), "one word; \"null\" is written in quotes");
    }
    return scalar.getValue();
  }

  /** The line where it begins, from 1. */
  public int line() {
    return node.getStartMark().getLine() + 1;
  }

  /** The error that it is not what was expected. */
  public SuiteException wrong(String found, String expected) {
    return new SuiteException(file, line(), node.getStartMark().getColumn() + 1, found, expected);
  }

  private String words() {
    if (node instanceof ScalarNode scalar) {
      return scalar.getTag().equals(Tag.NULL) ? "nothing" : "'" + scalar.getValue() + "'";
    }
    return node instanceof SequenceNode ? "a list" : "keys";
  }
}
