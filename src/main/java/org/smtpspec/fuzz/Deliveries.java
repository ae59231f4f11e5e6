package org.smtpspec.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.smtpspec.dialogue.Fence;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Octets;

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

  /** What is got of a text that was ended before its end. */
  static final String CUT = "cut off";

  /** What is got of a text that was changed. */
  private static final String OTHER = "other text";

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
    arrivals.ifPresent(mail -> mail.await(roots(sequence.text())));
  }

  /** The roots of the words in {@code text}; none for most, which have no message. */
  private Set<String> roots(String text) {
    return stamp
        .pattern()
        .matcher(text)
        .results()
        .map(word -> Stamp.root(word.group()))
        .collect(Collectors.toSet());
  }

  /**
   * What is wrong with the mail of {@code plays}, which was expected; for each at most one thing,
   * and nothing when it cannot be told, or when replies were wrong before.
   */
  Map<Integer, Breach> judge(List<Played> plays) {
    if (arrivals.isEmpty()) {
      return Map.of();
    }
    Arrivals mail = arrivals.get();
    var roots = new HashSet<String>();
    plays.forEach(played -> roots.addAll(roots(played.written())));
    try {
      long began = System.nanoTime();
      collect(mail);
      long deadline = System.nanoTime() + patience(System.nanoTime() - began);
      var breaches = new LinkedHashMap<Integer, Breach>();
      for (int i = 0; i < plays.size(); i++) {
        Optional<Breach> breach = judge(plays.get(i), mail, deadline);
        if (breach.isPresent()) {
          breaches.put(i, breach.get());
        }
      }
      return breaches;
    } catch (IOException e) {
      return Map.of();
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

  /** A server that delivers several at once may deliver a later message first, but not by much. */
  private static long patience(long fenceNanos) {
    return Math.min(PATIENCE.toNanos(), LEAST_NANOS + TIMES * fenceNanos);
  }

  /** What is wrong, when it is so still at {@code deadline} in case that mail is missing. */
  private Optional<Breach> judge(Played played, Arrivals mail, long deadline) throws IOException {
    Optional<Breach> breach = judge(played, mail);
    while (breach.filter(Deliveries::isMissing).isPresent() && System.nanoTime() < deadline) {
      rest();
      lookAround(mail);
      breach = judge(played, mail);
    }
    return breach;
  }

  private void lookAround(Arrivals mail) throws IOException {
    for (String box : terms.mailboxes()) {
      mail.look(box);
    }
  }

  private static boolean isMissing(Breach breach) {
    return breach.got().startsWith("0 ");
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

  private Optional<Breach> judge(Played played, Arrivals mail) {
    if (!played.certain() || played.breach().isPresent()) {
      return Optional.empty();
    }
    var ended = new HashSet<String>();
    for (Sent sent : Sent.in(played, stamp.pattern())) {
      // A text that was cut into moves has a word for each.
      stamp.pattern().matcher(sent.text()).results().forEach(word -> ended.add(word.group()));
      for (String box : terms.mailboxes()) {
        Optional<Breach> breach = judge(sent, box, mail.in(box, sent.word()));
        if (breach.isPresent()) {
          return breach;
        }
      }
    }
    return strays(played, ended, mail);
  }

  private static Optional<Breach> judge(Sent sent, String box, List<Octets> found) {
    int most = sent.accepted() ? sent.recipients().getOrDefault(box, 0) : 0;
    int least = Math.min(most, 1);
    boolean mayBeMore = sent.others() && sent.accepted();
    if (found.size() < least || (found.size() > most && !mayBeMore)) {
      Rule rule = sent.accepted() ? Rule.ARRIVES_ONCE : Rule.REFUSED_STAYS_OUT;
      String check = most == 0 ? " none" : " count " + least;
      return breach(rule, sent.kind(), found.size() + " in the mailbox", "M: " + box + check);
    }
    return found.isEmpty() ? Optional.empty() : judgeText(sent, box, found.get(0).text());
  }

  private static Optional<Breach> judgeText(Sent sent, String box, String stored) {
    if (sent.mustBeKept() && !sent.isKeptIn(stored)) {
      String body = "\n\n" + sent.body().replaceFirst("\n$", "");
      Rule rule = sent.chunked() ? Rule.CHUNK_IS_TEXT : Rule.TEXT_KEPT;
      return textBreach(rule, sent, OTHER, box, body);
    } else if (sent.text().endsWith(Texts.LAST) && !stored.contains(Texts.LAST.strip())) {
      Rule rule = sent.chunked() ? Rule.CHUNK_IS_TEXT : Rule.END_OF_DATA;
      return textBreach(rule, sent, CUT, box, Texts.LAST.strip());
    }
    return Optional.empty();
  }

  /** Whether it was seen in a mailbox what {@code breach} got, not in a reply. */
  static boolean isOfMail(Breach breach) {
    return breach.got().equals(CUT) || breach.got().equals(OTHER);
  }

  private static Optional<Breach> textBreach(
      Rule rule, Sent sent, String got, String box, String text) {
    String quoted = Octets.of(text).escaped().replace("\"", "\\\"");
    return breach(rule, sent.kind(), got, "M: " + box + " octets contain \"" + quoted + "\"");
  }

  /** Text that was never read to its end must not arrive at all. */
  private Optional<Breach> strays(Played played, Set<String> ended, Arrivals mail) {
    Matcher words = stamp.pattern().matcher(played.written());
    while (words.find()) {
      for (String box : terms.mailboxes()) {
        if (!ended.contains(words.group()) && !mail.in(box, words.group()).isEmpty()) {
          return breach(Rule.REFUSED_STAYS_OUT, Argument.NONE, "arrived", "M: " + box + " none");
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Breach> breach(Rule rule, Argument kind, String got, String expected) {
    return Optional.of(new Breach(rule, State.TEXT, Verb.END, kind, got, expected));
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
    return played.written().contains(stamp.prefix())
        ? roots(played.written()).stream().findFirst()
        : Optional.empty();
  }

  /** What mailboxes say of one play; waits for them. */
  Optional<Breach> judge(Played played) {
    return Optional.ofNullable(judge(List.of(played)).get(0));
  }

  /** What hosts elsewhere say of one play: it takes a while until they have got its mail. */
  Optional<Breach> judgeRelay(Played played) {
    Optional<String> root = root(played);
    String allowed = played.authenticated();
    long began = System.nanoTime();
    while (root.isPresent() && System.nanoTime() - began < relayNanos) {
      if (relayed().stream()
          .filter(word -> Stamp.root(word).equals(root.get()))
          .anyMatch(word -> !allowed.contains(word))) {
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
