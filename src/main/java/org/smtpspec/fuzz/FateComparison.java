package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Compares what became of the same texts on several servers: how often each arrived in which
 * mailbox, and whether what stands behind the header is the same there.
 */
final class FateComparison {
  /** What stands where no server broke a rule. */
  static final String CHOICE = "legal choice";

  /** What stands for a server of which it is not known. */
  private static final String UNKNOWN = "-";

  private final List<String> servers;

  /** One of these {@code servers}. */
  FateComparison(List<String> servers) {
    this.servers = List.copyOf(servers);
  }

  /**
   * In what they differ, each once, with the word of a text that shows it.
   *
   * @param fates of the texts of one play on each server; empty where no mail can be seen
   * @param compared whether the servers were in like states when they took the text of a word
   */
  Map<String, String> differences(List<Optional<List<Fate>>> fates, Predicate<String> compared) {
    var differences = new LinkedHashMap<String, String>();
    for (Fate one : fates.stream().flatMap(Optional::stream).findFirst().orElse(List.of())) {
      List<Optional<Fate>> alike =
          fates.stream().map(all -> all.flatMap(those -> same(one, those))).toList();
      boolean told = IntStream.range(0, fates.size()).allMatch(i -> told(fates, alike, i));
      List<String> cells = cells(alike);
      if (told && compared.test(one.word()) && differ(cells)) {
        String start = State.TEXT + "\t" + one.verb() + "\t" + one.kind() + "\t";
        String key =
            start
                + String.join("\t", cells)
                + "\t"
                + broken(alike.stream().map(fate -> fate.flatMap(Fate::breach)).toList());
        differences.putIfAbsent(key, one.word());
      }
    }
    return differences;
  }

  /** Whether it is known of texts on two servers at least what became of them. */
  boolean tells(List<Optional<List<Fate>>> fates) {
    List<List<Fate>> known = fates.stream().flatMap(Optional::stream).toList();
    return known.size() > 1 && known.stream().noneMatch(List::isEmpty);
  }

  private static boolean told(List<Optional<List<Fate>>> fates, List<Optional<Fate>> alike, int i) {
    return fates.get(i).isEmpty() || alike.get(i).isPresent();
  }

  private static Optional<Fate> same(Fate fate, List<Fate> fates) {
    return fates.stream()
        .filter(other -> other.word().equals(fate.word()) && other.box().equals(fate.box()))
        .findFirst();
  }

  private static boolean differ(List<String> cells) {
    return cells.stream().filter(cell -> !cell.equals(UNKNOWN)).distinct().count() > 1;
  }

  /** What became of a text, a cell for each server; what they have alike of it is not said. */
  private static List<String> cells(List<Optional<Fate>> fates) {
    List<String> bodies =
        fates.stream()
            .flatMap(Optional::stream)
            .filter(fate -> fate.arrived() > 0)
            .map(Fate::body)
            .distinct()
            .toList();
    List<String> others = bodies.stream().filter(body -> !body.equals(Fate.AS_SENT)).toList();
    var cells = new ArrayList<String>();
    for (Optional<Fate> fate : fates) {
      String body =
          fate.filter(one -> one.arrived() > 0 && bodies.size() > 1)
              .map(one -> ", " + name(one.body(), others))
              .orElse("");
      cells.add(fate.map(one -> count(one) + body).orElse(UNKNOWN));
    }
    return cells;
  }

  /** How many of how many; n for more than one, so that it is the same for all such texts. */
  private static String count(Fate fate) {
    int taken = fate.taken();
    int arrived = fate.arrived();
    if (arrived > 1 && arrived > taken) {
      return "too many of " + (taken > 1 ? "n" : taken);
    } else if (taken <= 1) {
      return arrived + " of " + taken;
    }
    return (arrived == taken ? "n" : arrived > 1 ? "some" : arrived) + " of n";
  }

  private static String name(String body, List<String> others) {
    int number = others.indexOf(body);
    return number < 0 ? "as sent" : number == 0 ? Fate.OTHER : Fate.OTHER + " " + (number + 1);
  }

  /** Which servers broke which rule, by what each broke. */
  String broken(List<Optional<Breach>> breaches) {
    String broken =
        IntStream.range(0, servers.size())
            .boxed()
            .flatMap(i -> broken(servers.get(i), breaches.get(i)))
            .collect(Collectors.joining(", "));
    return broken.isEmpty() ? CHOICE : broken;
  }

  private static Stream<String> broken(String server, Optional<Breach> breach) {
    return breach.stream().map(one -> server + " breaks " + one.rule().word());
  }
}
