package org.smtpspec.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.smtpspec.suite.Case;
import org.smtpspec.suite.Profile;
import org.smtpspec.suite.Suites;

/** Reads arguments that several commands share. */
final class Arguments {
  private Arguments() {}

  static Profile profile(String text) {
    return Profile.named(text)
        .orElseThrow(
            () ->
                new UsageException(
                    "unknown profile '%s', expected %s"
                        .formatted(
                            text,
                            Arrays.stream(Profile.values())
                                .map(Profile::toString)
                                .collect(Collectors.joining(", ")))));
  }

  /** The cases that {@code globs} name, in the order of the suites; all when there is none. */
  static List<Case> select(Suites suites, List<String> globs) {
    if (globs.isEmpty()) {
      return suites.cases();
    }
    if (suites.cases().isEmpty()) {
      throw new UsageException("there are no cases");
    }
    var chosen = new LinkedHashSet<Case>();
    for (String glob : globs) {
      List<Case> found = suites.select(glob);
      if (found.isEmpty()) {
        throw new UsageException(
            "no case '%s'; the nearest is '%s'".formatted(glob, nearest(suites, glob)));
      }
      chosen.addAll(found);
    }
    return suites.cases().stream().filter(chosen::contains).toList();
  }

  private static String nearest(Suites suites, String glob) {
    return suites.cases().stream()
        .flatMap(one -> Stream.of(one.id().path(), one.id().toString()))
        .min(Comparator.comparingInt(id -> distance(id, glob)))
        .orElseThrow();
  }

  /** How many signs must be changed, added or taken away (Levenshtein 1966). */
  private static int distance(String a, String b) {
    List<Integer> row = new ArrayList<>();
    for (int j = 0; j <= b.length(); j++) {
      row.add(j);
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row.get(0);
      row.set(0, i);
      for (int j = 1; j <= b.length(); j++) {
        int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row.get(j);
        row.set(j, Math.min(changed, 1 + Math.min(row.get(j), row.get(j - 1))));
      }
    }
    return row.get(b.length());
  }
}
