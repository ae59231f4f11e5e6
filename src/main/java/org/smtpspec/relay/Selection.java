package org.smtpspec.relay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.smtpspec.sink.Vantage;
import org.smtpspec.sink.Zones;
import org.smtpspec.suite.Item;
import org.smtpspec.suite.SuiteException;

/**
 * What a product or a rule names, each with how specific that is: {@value #NAME} by its name,
 * {@value #GROUP} by a group, {@value #ALL} by all.
 */
record Selection(
    Map<String, Integer> vantages,
    Map<Manner, Integer> sessions,
    Map<Form, Integer> senders,
    Map<Form, Integer> recipients) {
  static final List<String> KEYS = List.of("vantages", "senders", "recipients", "sessions");
  static final int ALL = 0;
  static final int GROUP = 1;
  static final int NAME = 2;
  private static final List<String> VANTAGES =
      Zones.load().vantages().stream().map(Vantage::word).toList();

  /** Reads the four keys of {@code map}; what is not there is all. */
  static Selection read(Map<String, Item> map, Forms forms) throws SuiteException {
    return new Selection(
        names(map, "vantages", VANTAGES, word -> word, word -> List.of()),
        names(map, "sessions", List.of(Manner.values()), Manner::word, manner -> List.of()),
        names(map, "senders", forms.of(Form.Kind.SENDER), Form::name, Form::groups),
        names(map, "recipients", forms.of(Form.Kind.RECIPIENT), Form::name, Form::groups));
  }

  private static <T> Map<T, Integer> names(
      Map<String, Item> map,
      String key,
      List<T> all,
      Function<T, String> name,
      Function<T, List<String>> groups)
      throws SuiteException {
    var chosen = new LinkedHashMap<T, Integer>();
    List<Item> items = map.containsKey(key) ? map.get(key).list() : List.of();
    if (items.isEmpty()) {
      if (map.containsKey(key)) {
        throw map.get(key).wrong("an empty list", "names");
      }
      all.forEach(each -> chosen.put(each, ALL));
    }
    for (Item item : items) {
      String word = item.text();
      var found = new LinkedHashMap<T, Integer>();
      for (T each : all) {
        rank(word, name.apply(each), groups.apply(each)).ifPresent(rank -> found.put(each, rank));
      }
      if (found.isEmpty()) {
        throw unknown(item, key, word, all.stream().map(name).toList());
      }
      found.forEach((each, rank) -> chosen.merge(each, rank, Math::max));
    }
    return chosen;
  }

  private static Optional<Integer> rank(String word, String name, List<String> groups) {
    if (word.equals(name)) {
      return Optional.of(NAME);
    } else if (groups.contains(word)) {
      return Optional.of(GROUP);
    }
    return word.equals("all") ? Optional.of(ALL) : Optional.empty();
  }

  private static SuiteException unknown(Item item, String key, String word, List<String> names) {
    String kind = key.substring(0, key.length() - 1);
    String near =
        names.size() <= 12
            ? String.join(", ", names)
            : names.stream().min(Comparator.comparingInt(name -> apart(name, word))).orElse("")
                + " or another name or group of forms.tsv";
    return item.wrong("unknown " + kind + " '" + word + "'", near);
  }

  /** How many signs of the shorter word do not stand in the longer one. */
  private static int apart(String a, String b) {
    var rest = new ArrayList<Integer>(b.chars().boxed().toList());
    a.chars().boxed().forEach(rest::remove);
    return rest.size() + Math.abs(a.length() - b.length());
  }

  /** How specific it is about {@code cell} in each of the four; empty when it does not name it. */
  List<Integer> ranks(Cell cell) {
    List<Integer> ranks =
        Stream.of(
                vantages.get(cell.vantage()),
                sessions.get(cell.manner()),
                senders.get(cell.sender()),
                recipients.get(cell.recipient()))
            .filter(rank -> rank != null)
            .toList();
    return ranks.size() == KEYS.size() ? ranks : List.of();
  }
}
