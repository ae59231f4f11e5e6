package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Plays the same sequences on several servers and groups where they differ: in the first digit of a
 * reply, by state, command, class of argument and who said what; and in what became of a text that
 * all of them took alike. Each group says who broke a rule by it; where nobody did, all are right,
 * and the RFC leaves the choice. Mail is looked at in blocks of sequences, which wait for it once.
 */
public final class Differential {
  private static final int LONGEST_SHOWN = 300;

  /** So long it may take to make the dialogue of a group small by the mail that it sends. */
  private static final long SMALL_NANOS = 10_000_000_000L;

  private final List<Target> targets;
  private final CampaignPlan plan;
  private final Terms terms;
  private final Stamp stamp = Stamp.fresh();
  private final List<Deliveries> deliveries;
  private final boolean looks;
  private final FateComparison comparison;
  private final Map<String, Group> groups = new TreeMap<>();
  private long played;
  private long compared;

  /**
   * All {@code targets} are sent what fits the facts of the first; of its mailboxes, where there
   * are such, those that all have: elsewhere the same address may lead to another mailbox.
   */
  public Differential(List<Target> targets, CampaignPlan plan) {
    this.targets = List.copyOf(targets);
    this.plan = plan;
    List<Terms> all = targets.stream().map(target -> Terms.of(target.facts())).toList();
    Terms shared = all.get(0).sharedWith(all);
    this.terms = shared.mailboxes().isEmpty() ? all.get(0) : shared;
    this.deliveries =
        targets.stream().map(target -> new Deliveries(target, terms, stamp, plan.guard())).toList();
    this.looks =
        plan.properties().contains(Property.MAIL)
            && !shared.mailboxes().isEmpty()
            && deliveries.stream().filter(Deliveries::isVisible).count() > 1;
    this.comparison = new FateComparison(targets.stream().map(Target::id).toList());
  }

  /** How many sequences were played. */
  public long played() {
    return played;
  }

  /** Of how many sequences the mail was compared, too. */
  public long compared() {
    return compared;
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
        List<Round> block = block(sequences, end, threads);
        List<List<Optional<List<Fate>>>> fates = fates(block, looks, threads);
        for (int i = 0; i < block.size(); i++) {
          compared += comparison.tells(fates.get(i)) ? 1 : 0;
          for (Parting parting : partings(block.get(i), fates.get(i))) {
            take(parting, block.get(i).sequence(), threads);
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

  private List<Round> block(Sequences sequences, long end, ExecutorService threads)
      throws InterruptedException {
    var block = new ArrayList<Round>();
    while (block.size() < Campaign.BLOCK && played < plan.tries() && System.nanoTime() < end) {
      List<Sequence> together =
          LongStream.range(played, Math.min(played + plan.jobs(), plan.tries()))
              .mapToObj(i -> parted(sequences.number(i)))
              .toList();
      List<List<Future<Played>>> plays =
          together.stream().map(sequence -> begin(sequence, looks, threads)).toList();
      for (int i = 0; i < plays.size(); i++) {
        block.add(new Round(together.get(i), ended(plays.get(i))));
        played++;
      }
    }
    return block;
  }

  /**
   * Each move of {@code sequence} in a write of its own: how much may be written at once depends on
   * what a server offers, RFC 2920 section 3.1.
   */
  private static Sequence parted(Sequence sequence) {
    return new Sequence(sequence.moves().stream().map(Move::alone).toList());
  }

  /** Plays {@code sequence}; each server is talked to by a thread. */
  private List<Future<Played>> begin(Sequence sequence, boolean forMail, ExecutorService threads) {
    Sequence stamped = stamp.on(sequence);
    if (forMail) {
      deliveries.forEach(one -> one.expect(stamped));
    }
    return targets.stream()
        .map(
            target ->
                threads.submit(
                    () ->
                        Conversation.play(
                            stamped,
                            target.address(),
                            terms,
                            Patience.hasty(plan.guard()),
                            Habits.none())))
        .toList();
  }

  /** What all of {@code begun} come to. */
  private static <T> List<T> ended(List<Future<T>> begun) throws InterruptedException {
    var all = new ArrayList<T>();
    try {
      for (Future<T> one : begun) {
        all.add(one.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a play ended", e.getCause());
    }
    return all;
  }

  /**
   * What became of the mail of each of {@code rounds}, by servers; empty where it cannot be seen.
   *
   * @param forMail whether it was expected
   */
  private List<List<Optional<List<Fate>>>> fates(
      List<Round> rounds, boolean forMail, ExecutorService threads) throws InterruptedException {
    var begun = new ArrayList<Future<Optional<List<List<Fate>>>>>();
    for (int i = 0; i < targets.size() && forMail; i++) {
      int server = i;
      List<Played> plays = rounds.stream().map(round -> round.plays().get(server)).toList();
      Deliveries its = deliveries.get(i);
      begun.add(threads.submit(() -> its.isVisible() ? its.fates(plays) : Optional.empty()));
    }
    List<Optional<List<List<Fate>>>> all = ended(begun);
    return IntStream.range(0, rounds.size())
        .mapToObj(i -> all.stream().map(one -> one.map(of -> of.get(i))).toList())
        .toList();
  }

  /** Where the servers part: in a reply, and in mail that they took before that. */
  private List<Parting> partings(Round round, List<Optional<List<Fate>>> fates) {
    Optional<Integer> at = round.parting();
    var partings = new ArrayList<Parting>();
    at.ifPresent(where -> partings.add(inReply(round, where)));
    Optional<Set<String>> before = at.map(where -> words(round.plays().get(0).until(where)));
    comparison
        .differences(fates, word -> before.map(words -> words.contains(word)).orElse(true))
        .forEach((key, word) -> partings.add(new Parting(key, true, shorter(round, word))));
    return partings;
  }

  /** What is seen in the replies number {@code at}. */
  private Parting inReply(Round round, int at) {
    Exchange exchange = unstamped(round.plays().get(0).exchanges().get(at));
    String said =
        round.digits(at).stream().map(digit -> digit + "yz").collect(Collectors.joining("\t"));
    String key =
        exchange.state()
            + "\t"
            + exchange.command().verb()
            + "\t"
            + exchange.command().argument()
            + "\t"
            + said
            + "\t"
            + broken(round.plays(), at);
    return new Parting(key, false, Approach.to(exchange, terms));
  }

  /**
   * Which servers broke which rule with their reply number {@code at}, or at once behind it: a play
   * ends with that.
   */
  private String broken(List<Played> plays, int at) {
    return comparison.broken(
        plays.stream()
            .map(
                play ->
                    play.exchanges().size() == at + 1 ? play.breach() : Optional.<Breach>empty())
            .toList());
  }

  private Set<String> words(Played played) {
    return Sent.in(played, stamp.pattern()).stream().map(Sent::word).collect(Collectors.toSet());
  }

  /** What may do in place of {@code round} to show what became of the text of {@code word}. */
  private List<Sequence> shorter(Round round, String word) {
    Played first = round.plays().get(0);
    Optional<Exchange> end =
        IntStream.range(0, first.exchanges().size())
            .filter(i -> first.exchanges().get(i).command().endsText())
            .filter(i -> words(first.until(i + 1)).contains(word))
            .mapToObj(first.exchanges()::get)
            .findFirst();
    var candidates = new ArrayList<Sequence>();
    if (end.isPresent()) {
      Command command = end.get().command();
      if (command.argument() == Argument.CLEAN) {
        boolean chunk = command.verb() == Verb.BDAT;
        String plain = chunk ? Chunk.written(Texts.PLAIN_LINES, true) : Texts.PLAIN_LINES;
        candidates.addAll(Approach.toMail(end.get().with(plain), terms));
      }
      if (command.written().contains(word)) {
        candidates.addAll(Approach.toMail(unstamped(end.get()), terms));
      }
      List<Move> moves = round.sequence().moves();
      int last = Math.min(end.get().write() + 1, moves.size());
      candidates.add(new Sequence(moves.subList(0, last)));
    }
    return candidates;
  }

  private Exchange unstamped(Exchange exchange) {
    return exchange.with(stamp.off(exchange.command().written()));
  }

  /** Counts a parting, and keeps the smallest dialogue that is known to show it. */
  private void take(Parting parting, Sequence sequence, ExecutorService threads)
      throws InterruptedException {
    Group group = groups.computeIfAbsent(parting.key(), Group::new);
    group.count++;
    if (group.isSmaller(sequence)) {
      group.smallest = sequence;
    }
    boolean isFirst = group.count == 1;
    // To wait for mail again for each of a group would take too long.
    if (isFirst || !parting.ofMail()) {
      Optional<Sequence> direct = direct(parting, group, threads);
      group.smallest = direct.orElse(group.smallest);
      if (isFirst && parting.ofMail()) {
        group.smallest = shrunk(group.smallest, parting, threads);
      } else if (isFirst && direct.isEmpty()) {
        group.smallest = thinned(group.smallest, parting, threads);
      }
    }
  }

  private Optional<Sequence> direct(Parting parting, Group group, ExecutorService threads)
      throws InterruptedException {
    for (Sequence direct : parting.candidates()) {
      if (group.isSmaller(direct) && shows(direct, parting, threads)) {
        return Optional.of(direct);
      }
    }
    return Optional.empty();
  }

  private boolean shows(Sequence sequence, Parting parting, ExecutorService threads)
      throws InterruptedException {
    var round = new Round(sequence, ended(begin(sequence, parting.ofMail(), threads)));
    return partings(round, fates(List.of(round), parting.ofMail(), threads).get(0)).stream()
        .anyMatch(other -> other.key().equals(parting.key()));
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

  /** The same without what is not needed of the text, too, as far as there is time. */
  private Sequence shrunk(Sequence sequence, Parting parting, ExecutorService threads) {
    if (sequence.text().contains(Texts.PLAIN_LINES)) {
      return sequence;
    }
    var seen = new Breach(Rule.ARRIVES_ONCE, State.TEXT, Verb.END, Argument.NONE, "parting", "");
    var shrinker =
        new Shrinker(
            one -> {
              try {
                return shows(one, parting, threads) ? Optional.of(seen) : Optional.empty();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
              }
            },
            System.nanoTime() + SMALL_NANOS);
    return shrinker.shrink(seen, sequence, 0).sequence();
  }

  /** What the servers said to one sequence. */
  private record Round(Sequence sequence, List<Played> plays) {
    /** The first exchange at which they part; behind it they are in unlike states. */
    Optional<Integer> parting() {
      int shortest = plays.stream().mapToInt(play -> play.exchanges().size()).min().orElse(0);
      return IntStream.range(0, shortest)
          .boxed()
          .filter(at -> digits(at).stream().distinct().count() > 1)
          .findFirst();
    }

    /** The first digits of their replies number {@code at}. */
    List<Integer> digits(int at) {
      return plays.stream().map(play -> play.exchanges().get(at).code() / 100).toList();
    }
  }

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
