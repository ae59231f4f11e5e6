package org.smtpspec.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import org.smtpspec.dialogue.Fence;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.target.Target;

/**
 * Looks where the mail of some plays went: into the mailboxes, when a later message has arrived in
 * each, and to hosts elsewhere. Of a play whose end is not known nothing is said. Thread-safe.
 */
final class Deliveries {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final long LOOK_MILLIS = 20;

  /** What is still missing so much later than a later message is lost. */
  private static final long LEAST_NANOS = 100_000_000;

  private static final int TIMES = 10;

  /** So long a mailbox gets nothing, though another has got something, before it is given up. */
  private static final long LEAST_LOST_NANOS = 2_000_000_000L;

  /** What mail that comes out elsewhere breaks. */
  static final Breach RELAYED =
      new Breach(
          Rule.CLOSED_RELAY,
          State.TEXT,
          Verb.END,
          Argument.NONE,
          "relayed",
          "M: @${domain foreign} none");

  private final Target target;
  private final Terms terms;
  private final Stamp stamp;
  private final Duration guard;
  private final Optional<Arrivals> arrivals;
  private volatile long relayNanos = PATIENCE.toNanos();

  Deliveries(Target target, Terms terms, Stamp stamp, Duration guard) {
    this.target = target;
    this.terms = terms;
    this.stamp = stamp;
    this.guard = guard;
    this.arrivals = target.inbox().map(inbox -> new Arrivals(inbox, stamp));
  }

  /** Whether there is anything to look into. */
  boolean isVisible() {
    return target.inbox().isPresent() && !terms.mailboxes().isEmpty();
  }

  /** Before {@code sequence} is played, when its mail is to be judged. */
  void expect(Sequence sequence) {
    Optional<String> root = stamp.rootIn(sequence.text());
    arrivals.ifPresent(mail -> mail.await(root.stream().toList()));
  }

  /**
   * What is wrong with the mail of {@code plays}, which was expected; for each at most one thing,
   * and nothing when it cannot be told, or when replies were wrong before.
   */
  Map<Integer, Breach> judge(List<Played> plays) {
    List<List<Fate>> fates = fates(plays, Fate::isMissing).orElse(List.of());
    var breaches = new LinkedHashMap<Integer, Breach>();
    for (int i = 0; i < fates.size(); i++) {
      Optional<Breach> first =
          fates.get(i).stream().flatMap(fate -> fate.breach().stream()).findFirst();
      if (first.isPresent()) {
        breaches.put(i, first.get());
      }
    }
    return breaches;
  }

  /**
   * What became of the texts of each of {@code plays}, which were expected, in each mailbox; of a
   * play of which it cannot be told there is nothing. Empty when it cannot be told of any.
   */
  Optional<List<List<Fate>>> fates(List<Played> plays) {
    return fates(plays, Fate::isShort);
  }

  /** The same, where it is waited for what is {@code late}. */
  private Optional<List<List<Fate>>> fates(List<Played> plays, Predicate<Fate> late) {
    if (arrivals.isEmpty()) {
      return Optional.empty();
    }
    Arrivals mail = arrivals.get();
    List<String> roots = plays.stream().flatMap(played -> root(played).stream()).toList();
    try {
      long began = System.nanoTime();
      collect(mail);
      long deadline = System.nanoTime() + patience(System.nanoTime() - began);
      var all = new ArrayList<List<Fate>>();
      for (Played played : plays) {
        all.add(fates(played, mail, late, deadline));
      }
      return Optional.of(all);
    } catch (IOException e) {
      return Optional.empty();
    } finally {
      mail.forget(roots);
    }
  }

  /** Takes what has come out of the mailboxes: nobody wants to know, and they must not grow. */
  void discard() {
    if (arrivals.isPresent()) {
      try {
        lookAround(arrivals.get());
      } catch (IOException e) {
        // It is taken with what comes later.
      }
    }
  }

  /** Whether mail to each mailbox arrives within ten seconds: the server has no more to deliver. */
  boolean hasSettled() {
    return fates(List.of()).isPresent();
  }

  /** A server that delivers several at once may deliver a later message first, but not by much. */
  private static long patience(long fenceNanos) {
    return Math.min(PATIENCE.toNanos(), LEAST_NANOS + TIMES * fenceNanos);
  }

  /** What became of {@code played}, when it is so still at {@code deadline} where mail is late. */
  private List<Fate> fates(Played played, Arrivals mail, Predicate<Fate> late, long deadline)
      throws IOException {
    List<Fate> fates = fates(played, mail);
    while (fates.stream().anyMatch(late) && System.nanoTime() < deadline) {
      rest();
      lookAround(mail);
      fates = fates(played, mail);
    }
    return fates;
  }

  private void lookAround(Arrivals mail) throws IOException {
    for (String box : terms.mailboxes()) {
      mail.look(box);
    }
  }

  /** Looks into each mailbox until a later message to it has come. */
  private void collect(Arrivals mail) throws IOException {
    var fences = new LinkedHashMap<String, String>();
    try {
      for (String box : terms.mailboxes()) {
        String word = stamp.word();
        fences.put(box, word);
        mail.await(Set.of(Stamp.root(word)));
        if (!Fence.send(target.address(), box, word, guard).address().equals(box)) {
          throw new IOException(box + " takes no mail");
        }
      }
      await(mail, fences);
    } finally {
      mail.forget(fences.values().stream().map(Stamp::root).toList());
    }
  }

  /**
   * Waits for each of {@code fences}, of which a mailbox that loses its mail never gets its own;
   * one at least must come.
   */
  private static void await(Arrivals mail, Map<String, String> fences) throws IOException {
    long began = System.nanoTime();
    long deadline = began + PATIENCE.toNanos();
    var missing = new LinkedHashMap<>(fences);
    while (!missing.isEmpty() && System.nanoTime() < deadline) {
      for (String box : fences.keySet()) {
        mail.look(box);
      }
      boolean news =
          missing.entrySet().removeIf(one -> !mail.in(one.getKey(), one.getValue()).isEmpty());
      if (news) {
        long behind = Math.max(LEAST_LOST_NANOS, patience(System.nanoTime() - began));
        deadline = Math.min(deadline, System.nanoTime() + behind);
      }
      if (!missing.isEmpty()) {
        rest();
      }
    }
    if (missing.size() == fences.size()) {
      throw new IOException("no later message arrives");
    }
  }

  private static void rest() throws IOException {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private List<Fate> fates(Played played, Arrivals mail) {
    if (!played.certain() || played.breach().isPresent()) {
      return List.of();
    }
    var fates = new ArrayList<Fate>();
    var ended = new HashSet<String>();
    for (Sent sent : Sent.in(played, stamp.pattern())) {
      // A text that was cut into moves has a word for each.
      stamp.pattern().matcher(sent.text()).results().forEach(word -> ended.add(word.group()));
      for (String box : terms.mailboxes()) {
        fates.add(Fate.of(sent, box, mail.in(box, sent.word())));
      }
    }
    Matcher words = stamp.pattern().matcher(played.written());
    while (words.find()) {
      for (String box : terms.mailboxes()) {
        if (!ended.contains(words.group())) {
          int arrived = mail.in(box, words.group()).size();
          fates.add(Fate.ofUnended(words.group(), box, arrived));
        }
      }
    }
    return fates;
  }

  /** Whether it was seen in a mailbox what {@code breach} got, not in a reply. */
  static boolean isOfMail(Breach breach) {
    return breach.got().equals(Fate.CUT) || breach.got().equals(Fate.OTHER);
  }

  /**
   * The words of texts that came out at the host of {@code foreign} though we have no right to send
   * there; notices do not count, they have no sender.
   */
  Set<String> relayed() {
    Optional<NextHop> hop = target.elsewhere();
    if (hop.isEmpty() || terms.foreign().isEmpty()) {
      return Set.of();
    }
    String domain = terms.foreign().substring(terms.foreign().indexOf('@'));
    var words = new HashSet<String>();
    try {
      for (Passage passage : hop.get().holding(stamp.prefix())) {
        boolean away = passage.recipients().stream().anyMatch(line -> line.contains(domain));
        if (passage.taken() && away && !passage.mail().contains("<>")) {
          stamp
              .pattern()
              .matcher(passage.text().text())
              .results()
              .forEach(one -> words.add(one.group()));
        }
      }
    } catch (IOException e) {
      return Set.of();
    }
    return words;
  }

  /** The root of the words of {@code played}; empty when it has no text with one. */
  Optional<String> root(Played played) {
    return stamp.rootIn(played.written());
  }

  /** What mailboxes say of one play; waits for them. */
  Optional<Breach> judge(Played played) {
    return Optional.ofNullable(judge(List.of(played)).get(0));
  }

  /** What hosts elsewhere say of one play: it takes a while until they have got its mail. */
  Optional<Breach> judgeRelay(Played played) {
    boolean marked = root(played).isPresent();
    long began = System.nanoTime();
    while (marked && System.nanoTime() - began < relayNanos) {
      if (played.isBehind(relayed())) {
        relayNanos = patience(System.nanoTime() - began);
        return Optional.of(RELAYED);
      }
      try {
        rest();
      } catch (IOException e) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }
}
