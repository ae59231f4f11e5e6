package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Octets;

/**
 * Plays the same sequences on several servers and groups where they differ in the first digit of a
 * reply: by state, command, class of argument, who said what, and who broke a rule by it. Where
 * nobody did, all are right, and the RFC leaves the choice.
 */
public final class Differential {
  /** What stands where no server broke a rule. */
  static final String CHOICE = "legal choice";

  private static final int LONGEST_SHOWN = 300;

  private final List<Target> targets;
  private final CampaignPlan plan;
  private final Terms terms;
  private final Map<String, Group> groups = new TreeMap<>();
  private long played;

  /** All {@code targets} are sent what fits the facts of the first. */
  public Differential(List<Target> targets, CampaignPlan plan) {
    this.targets = List.copyOf(targets);
    this.plan = plan;
    this.terms = Terms.of(targets.get(0).facts());
  }

  /** How many sequences were played. */
  public long played() {
    return played;
  }

  /** The names of the columns of {@link #run}. */
  public List<String> head() {
    return Stream.of(
            Stream.of("state", "command", "argument"),
            targets.stream().map(Target::id),
            Stream.of("what it is", "count", "smallest dialogue"))
        .flatMap(names -> names)
        .toList();
  }

  /**
   * Plays until the tries or the time are used up; the groups, the most frequent first, each a line
   * of cells between tabs.
   */
  public List<String> run() throws InterruptedException {
    Offers offers = Offers.of(targets.get(0).address(), plan.guard());
    var sequences = new Sequences(plan.seed(), terms, offers);
    long end = plan.time().map(time -> System.nanoTime() + time.toNanos()).orElse(Long.MAX_VALUE);
    ExecutorService threads = Executors.newFixedThreadPool(targets.size() * plan.jobs());
    try {
      while (played < plan.tries() && System.nanoTime() < end) {
        List<Sequence> together =
            LongStream.range(played, Math.min(played + plan.jobs(), plan.tries()))
                .mapToObj(i -> parted(sequences.number(i)))
                .toList();
        List<List<Future<Played>>> plays =
            together.stream().map(sequence -> begin(sequence, threads)).toList();
        for (int i = 0; i < plays.size(); i++) {
          Optional<Parting> parting = parting(plays.get(i));
          played++;
          if (parting.isPresent()) {
            take(parting.get(), together.get(i), threads);
          }
        }
      }
    } finally {
      threads.shutdownNow();
    }
    return groups.values().stream()
        .sorted((one, other) -> Long.compare(other.count, one.count))
        .map(Group::line)
        .toList();
  }

  /**
   * Each move of {@code sequence} in a write of its own: how much may be written at once depends on
   * what a server offers, RFC 2920 section 3.1.
   */
  private static Sequence parted(Sequence sequence) {
    return new Sequence(sequence.moves().stream().map(Move::alone).toList());
  }

  /** Plays {@code sequence}; each server is talked to by a thread. */
  private List<Future<Played>> begin(Sequence sequence, ExecutorService threads) {
    return targets.stream()
        .map(
            target ->
                threads.submit(
                    () ->
                        Conversation.play(
                            sequence,
                            target.address(),
                            terms,
                            plan.guard(),
                            Trial.PAUSE,
                            Habits.none())))
        .toList();
  }

  /** Where the servers part, when all have been played on. */
  private Optional<Parting> parting(List<Future<Played>> asked) throws InterruptedException {
    var plays = new ArrayList<Played>();
    try {
      for (Future<Played> one : asked) {
        plays.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a play ended", e.getCause());
    }
    return first(plays);
  }

  /** The first exchange at which the servers part; behind it they are in unlike states. */
  private Optional<Parting> first(List<Played> plays) {
    int shortest = plays.stream().mapToInt(play -> play.exchanges().size()).min().orElse(0);
    for (int i = 0; i < shortest; i++) {
      int at = i;
      List<Integer> digits =
          plays.stream().map(play -> play.exchanges().get(at).code() / 100).toList();
      if (digits.stream().distinct().count() > 1) {
        Exchange exchange = plays.get(0).exchanges().get(at);
        String said = digits.stream().map(digit -> digit + "yz").collect(Collectors.joining("\t"));
        String key =
            exchange.state()
                + "\t"
                + exchange.command().verb()
                + "\t"
                + exchange.command().argument()
                + "\t"
                + said
                + "\t"
                + broken(plays, at);
        return Optional.of(new Parting(key, exchange));
      }
    }
    return Optional.empty();
  }

  /**
   * Which servers broke which rule with their reply number {@code at}, or at once behind it: a play
   * ends with that.
   */
  private String broken(List<Played> plays, int at) {
    String broken =
        IntStream.range(0, plays.size())
            .filter(i -> plays.get(i).exchanges().size() == at + 1)
            .boxed()
            .flatMap(
                i ->
                    plays.get(i).breach().stream()
                        .map(breach -> targets.get(i).id() + " breaks " + breach.rule().word()))
            .collect(Collectors.joining(", "));
    return broken.isEmpty() ? CHOICE : broken;
  }

  /** Counts a parting, and keeps the smallest dialogue that is known to show it. */
  private void take(Parting parting, Sequence sequence, ExecutorService threads)
      throws InterruptedException {
    Group group = groups.computeIfAbsent(parting.key(), Group::new);
    group.count++;
    if (group.isSmaller(sequence)) {
      group.smallest = sequence;
    }
    for (Sequence direct : Approach.to(parting.exchange(), terms)) {
      if (group.isSmaller(direct) && shows(direct, parting, threads)) {
        group.smallest = direct;
        return;
      }
    }
    if (group.count == 1) {
      group.smallest = thinned(sequence, parting, threads);
    }
  }

  private boolean shows(Sequence sequence, Parting parting, ExecutorService threads)
      throws InterruptedException {
    return parting(begin(sequence, threads))
        .filter(other -> other.key().equals(parting.key()))
        .isPresent();
  }

  /** {@code sequence} without the moves that are not needed, one after the other. */
  private Sequence thinned(Sequence sequence, Parting parting, ExecutorService threads)
      throws InterruptedException {
    Sequence best = sequence;
    for (int i = sequence.moves().size() - 1; i >= 0 && best.moves().size() > 1; i--) {
      var moves = new ArrayList<>(best.moves());
      moves.remove(i);
      var without = new Sequence(moves);
      best = shows(without, parting, threads) ? without : best;
    }
    return best;
  }

  /**
   * Where servers part.
   *
   * @param key what is the same in a group
   * @param exchange the reply of the first
   */
  private record Parting(String key, Exchange exchange) {}

  /** Partings that are alike. */
  private static final class Group {
    private final String key;
    private long count;
    private Sequence smallest;

    Group(String key) {
      this.key = key;
    }

    boolean isSmaller(Sequence other) {
      return smallest == null || other.octets().length() < smallest.octets().length();
    }

    String line() {
      String shown = Octets.of(smallest.text()).escaped();
      boolean whole = shown.length() <= LONGEST_SHOWN;
      return key
          + "\t"
          + count
          + "\t"
          + (whole ? shown : shown.substring(0, LONGEST_SHOWN) + "...");
    }
  }
}
