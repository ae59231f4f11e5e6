package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What has been seen of a server from outside: each state, command, class of argument and class of
 * reply that came together. Thread-safe.
 */
final class Coverage {
  private final Map<String, LongAdder> cells = new ConcurrentHashMap<>();

  /** Counts what was seen; tells whether there was anything new in it. */
  boolean add(Played played) {
    boolean news = false;
    for (Exchange exchange : played.exchanges()) {
      String cell = exchange.cell();
      LongAdder count = cells.get(cell);
      if (count == null) {
        count = new LongAdder();
        news = cells.putIfAbsent(cell, count) == null || news;
        count = cells.get(cell);
      }
      count.increment();
    }
    return news;
  }

  /** Counts what another campaign has seen. */
  void add(Map<String, Long> seen) {
    seen.forEach((cell, count) -> cells.computeIfAbsent(cell, any -> new LongAdder()).add(count));
  }

  /** Counts what the lines of {@link #table} say was seen; its head and what is missing are not. */
  void addTable(List<String> lines) {
    for (String line : lines) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 5 && fields[4].matches("[1-9]\\d*")) {
        String cell = String.join(" ", List.of(fields).subList(0, 4));
        add(Map.of(cell, Long.parseLong(fields[4])));
      }
    }
  }

  int size() {
    return cells.size();
  }

  /** Each cell with its count, in the order of their names. */
  Map<String, Long> counts() {
    var counts = new TreeMap<String, Long>();
    cells.forEach((cell, count) -> counts.put(cell, count.sum()));
    return counts;
  }

  /** The table: state, command, class of argument, class of reply, count; then what is missing. */
  List<String> table() {
    var lines = new ArrayList<String>();
    lines.add("state\tcommand\targument\treply\tcount");
    counts().forEach((cell, count) -> lines.add(cell.replace(' ', '\t') + "\t" + count));
    missing().forEach(pair -> lines.add(pair.replace(' ', '\t') + "\t-\t-\t0"));
    return lines;
  }

  /** What replies each command got in each state, of whatever argument; those missing got none. */
  Map<State, Map<Verb, Map<String, Long>>> replies() {
    var all = new EnumMap<State, Map<Verb, Map<String, Long>>>(State.class);
    counts()
        .forEach(
            (cell, count) -> {
              String[] parts = cell.split(" ", -1);
              repliesTo(parts[0], parts[1], all).merge(parts[3], count, Long::sum);
            });
    for (String pair : missing()) {
      String[] parts = pair.split(" ", -1);
      repliesTo(parts[0], parts[1], all);
    }
    return all;
  }

  private static Map<String, Long> repliesTo(
      String state, String verb, Map<State, Map<Verb, Map<String, Long>>> all) {
    return all.computeIfAbsent(State.valueOf(state), any -> new EnumMap<>(Verb.class))
        .computeIfAbsent(Verb.valueOf(verb), any -> new TreeMap<>());
  }

  /** The pairs of state and command that no sequence has reached. */
  List<String> missing() {
    var missing = new ArrayList<String>();
    for (State state : List.of(State.GREETED, State.READY, State.MAILED, State.ADDRESSED)) {
      for (Verb verb : Verb.values()) {
        String begin = state + " " + verb + " ";
        boolean asked = verb != Verb.CONNECT && verb != Verb.END && !verb.isOffered();
        if (asked && cells.keySet().stream().noneMatch(cell -> cell.startsWith(begin))) {
          missing.add(begin.strip());
        }
      }
    }
    return missing;
  }
}
