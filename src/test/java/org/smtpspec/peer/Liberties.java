package org.smtpspec.peer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * One value for each {@link Liberty}.
 *
 * @param chosen by the liberty
 */
public record Liberties(Map<Liberty, String> chosen) {
  private static final int DRAFTS = 6;

  /** Copies. */
  public Liberties {
    chosen = Map.copyOf(chosen);
  }

  private record Pair(Liberty one, String first, Liberty other, String second) {}

  /** What is chosen. */
  public String of(Liberty liberty) {
    return chosen.get(liberty);
  }

  /** Whether that is chosen. */
  public boolean has(Liberty liberty, String value) {
    if (!liberty.options().contains(value)) {
      throw new IllegalArgumentException(liberty + " has no value " + value);
    }
    return of(liberty).equals(value);
  }

  /** The same but for one. */
  public Liberties with(Liberty liberty, String value) {
    var changed = new EnumMap<Liberty, String>(chosen);
    changed.put(liberty, value);
    return new Liberties(changed);
  }

  /**
   * So many combinations that each value of each liberty meets each value of each other one: of
   * some drafts always the one that has most new pairs. The same seed gives the same ones.
   */
  public static List<Liberties> pairwise(long seed) {
    var random = new Random(seed);
    Set<Pair> open = new LinkedHashSet<>();
    for (Liberty one : Liberty.values()) {
      for (String first : one.options()) {
        for (Liberty other : Liberty.values()) {
          if (one.compareTo(other) < 0) {
            other.options().forEach(second -> open.add(new Pair(one, first, other, second)));
          }
        }
      }
    }
    var rows = new ArrayList<Liberties>();
    while (!open.isEmpty()) {
      Liberties best = draft(open, random);
      for (int i = 1; i < DRAFTS; i++) {
        Liberties next = draft(open, random);
        best = gain(next, open) > gain(best, open) ? next : best;
      }
      Liberties row = best;
      open.removeIf(pair -> row.covers(pair));
      rows.add(row);
    }
    return rows;
  }

  private boolean covers(Pair pair) {
    return of(pair.one()).equals(pair.first()) && of(pair.other()).equals(pair.second());
  }

  private static long gain(Liberties row, Set<Pair> open) {
    return open.stream().filter(row::covers).count();
  }

  /** Begins with the first pair that is open; the rest, in chance order, as it brings most. */
  private static Liberties draft(Set<Pair> open, Random random) {
    Pair first = open.iterator().next();
    var chosen = new EnumMap<Liberty, String>(Liberty.class);
    chosen.put(first.one(), first.first());
    chosen.put(first.other(), first.second());
    var rest = new ArrayList<>(List.of(Liberty.values()));
    Collections.shuffle(rest, random);
    for (Liberty liberty : rest) {
      if (!chosen.containsKey(liberty)) {
        chosen.put(liberty, best(liberty, chosen, open, random));
      }
    }
    return new Liberties(chosen);
  }

  private static String best(
      Liberty liberty, Map<Liberty, String> chosen, Set<Pair> open, Random random) {
    var values = new ArrayList<>(liberty.options());
    Collections.shuffle(values, random);
    String best = values.get(0);
    long most = -1;
    for (String value : values) {
      long news =
          chosen.entrySet().stream()
              .filter(
                  entry ->
                      open.contains(
                          entry.getKey().compareTo(liberty) < 0
                              ? new Pair(entry.getKey(), entry.getValue(), liberty, value)
                              : new Pair(liberty, value, entry.getKey(), entry.getValue())))
              .count();
      if (news > most) {
        most = news;
        best = value;
      }
    }
    return best;
  }
}
