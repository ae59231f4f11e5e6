package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Octets;

/**
 * Plays the same sequences on several servers and groups where they differ in the first digit of a
 * reply: by state, command, class of argument and who said what. It judges nobody; two servers may
 * both be right.
 */
public final class Differential {
  private final List<Target> targets;
  private final CampaignPlan plan;
  private final Map<String, Difference> groups = new TreeMap<>();

  /** All {@code targets} are sent what fits the facts of the first. */
  public Differential(List<Target> targets, CampaignPlan plan) {
    this.targets = List.copyOf(targets);
    this.plan = plan;
  }

  /** Plays until the tries or the time are used up; the groups, the most frequent first. */
  public List<String> run() {
    Terms terms = Terms.of(targets.get(0).facts());
    Offers offers = Offers.of(targets.get(0).address(), plan.guard());
    var sequences = new Sequences(plan.seed(), terms, offers);
    long end = plan.time().map(time -> System.nanoTime() + time.toNanos()).orElse(Long.MAX_VALUE);
    for (long i = 0; i < plan.tries() && System.nanoTime() < end; i++) {
      Sequence sequence = sequences.number(i);
      var plays = new ArrayList<Played>();
      for (Target target : targets) {
        plays.add(Conversation.play(sequence, target.address(), terms, plan.guard(), Trial.PAUSE));
      }
      compare(plays);
    }
    return groups.values().stream()
        .sorted((one, other) -> Long.compare(other.count(), one.count()))
        .map(Difference::line)
        .toList();
  }

  /** Notes the first exchange at which the servers part; behind it they are in unlike states. */
  private void compare(List<Played> plays) {
    int shortest = plays.stream().mapToInt(play -> play.exchanges().size()).min().orElse(0);
    for (int i = 0; i < shortest; i++) {
      int at = i;
      List<Integer> digits =
          plays.stream().map(play -> play.exchanges().get(at).code() / 100).toList();
      if (digits.stream().distinct().count() > 1) {
        Exchange exchange = plays.get(0).exchanges().get(i);
        String said = digits.stream().map(digit -> digit + "yz").collect(Collectors.joining("\t"));
        String key =
            exchange.state()
                + "\t"
                + exchange.command().verb()
                + "\t"
                + exchange.command().argument()
                + "\t"
                + said;
        groups.merge(key, new Difference(key, 1, lead(plays.get(0), i)), Difference::and);
        return;
      }
    }
  }

  /** What was written up to the reply in which they differ. */
  private static String lead(Played played, int last) {
    return played.exchanges().subList(0, last + 1).stream()
        .map(exchange -> exchange.command().written())
        .collect(Collectors.joining());
  }

  /**
   * Replies that differ in the same way.
   *
   * @param smallest the shortest dialogue that shows it
   */
  private record Difference(String key, long count, String smallest) {
    Difference and(Difference other) {
      return new Difference(
          key,
          count + other.count,
          smallest.length() <= other.smallest.length() ? smallest : other.smallest);
    }

    String line() {
      String shown = Octets.of(smallest).escaped();
      return key
          + "\t"
          + count
          + "\t"
          + (shown.length() > 300 ? shown.substring(0, 300) + "..." : shown);
    }
  }
}
