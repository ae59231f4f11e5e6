package org.smtpspec.fuzz;

import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.smtpspec.dialogue.Fence;
import org.smtpspec.dialogue.Inbox;
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

  private final Target target;
  private final Terms terms;
  private final Stamp stamp;
  private final Duration guard;

  Deliveries(Target target, Terms terms, Stamp stamp, Duration guard) {
    this.target = target;
    this.terms = terms;
    this.stamp = stamp;
    this.guard = guard;
  }

  /** Whether there is anything to look into. */
  boolean isVisible() {
    return target.inbox().isPresent() && !terms.mailboxes().isEmpty();
  }

  /**
   * What is wrong with the mail of {@code plays}, for each at most one thing; nothing when it
   * cannot be told, or when replies were wrong before.
   */
  Map<Integer, Breach> judge(List<Played> plays) {
    try {
      Map<String, List<Octets>> arrived = arrived();
      var breaches = new LinkedHashMap<Integer, Breach>();
      for (int i = 0; i < plays.size(); i++) {
        Optional<Breach> breach = judge(plays.get(i), arrived);
        if (breach.isPresent()) {
          breaches.put(i, breach.get());
        }
      }
      return breaches;
    } catch (IOException e) {
      return Map.of();
    }
  }

  /** What each mailbox holds of ours, seen after a later message to it. */
  private Map<String, List<Octets>> arrived() throws IOException {
    Inbox inbox = target.inbox().orElseThrow();
    var arrived = new HashMap<String, List<Octets>>();
    var fences = new LinkedHashMap<String, String>();
    for (String box : terms.mailboxes()) {
      String word = "f" + Long.toString(System.nanoTime(), 36) + fences.size();
      if (!Fence.send(target.address(), box, word, guard).address().equals(box)) {
        throw new IOException(box + " takes no mail");
      }
      fences.put(box, word);
    }
    for (Map.Entry<String, String> fence : fences.entrySet()) {
      await(inbox, fence.getKey(), fence.getValue());
      arrived.put(fence.getKey(), inbox.holding(fence.getKey(), stamp.prefix()));
    }
    return arrived;
  }

  private static void await(Inbox inbox, String box, String word) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (inbox.holding(box, word).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IOException("the fence did not arrive at " + box);
      }
      try {
        Thread.sleep(LOOK_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    }
  }

  private Optional<Breach> judge(Played played, Map<String, List<Octets>> arrived) {
    if (!played.certain() || played.breach().isPresent()) {
      return Optional.empty();
    }
    var ended = new HashSet<String>();
    for (Sent sent : Sent.in(played, stamp.pattern())) {
      // A text that was cut into moves has a word for each.
      stamp.pattern().matcher(sent.text()).results().forEach(word -> ended.add(word.group()));
      for (String box : terms.mailboxes()) {
        Optional<Breach> breach = judge(sent, box, holding(arrived.get(box), sent.word()));
        if (breach.isPresent()) {
          return breach;
        }
      }
    }
    return strays(played, ended, arrived);
  }

  private static List<Octets> holding(List<Octets> messages, String word) {
    return messages.stream().filter(message -> message.text().contains(word)).toList();
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
    if (sent.kind() == Argument.CLEAN && !found.isEmpty() && !sent.body().isBlank()) {
      String stored = found.get(0).text().replace("\r\n", "\n").stripTrailing();
      if (!stored.endsWith(sent.body().stripTrailing())) {
        String body = Octets.of(sent.body().stripTrailing()).escaped().replace("\"", "\\\"");
        return breach(
            Rule.TEXT_KEPT,
            sent.kind(),
            "other text",
            "M: " + box + " octets contain \"\\n" + body + "\"");
      }
    }
    return Optional.empty();
  }

  /** Text that was never read to its end must not arrive at all. */
  private Optional<Breach> strays(
      Played played, Set<String> ended, Map<String, List<Octets>> arrived) {
    Matcher words = stamp.pattern().matcher(played.written());
    while (words.find()) {
      for (String box : terms.mailboxes()) {
        if (!ended.contains(words.group()) && !holding(arrived.get(box), words.group()).isEmpty()) {
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

  /** The breach of a play one of whose words is in {@code relayed}. */
  Optional<Breach> relay(Played played, Set<String> relayed) {
    boolean out =
        stamp
            .pattern()
            .matcher(played.written())
            .results()
            .anyMatch(one -> relayed.contains(one.group()));
    return out
        ? breach(Rule.CLOSED_RELAY, Argument.NONE, "relayed", "M: @${domain foreign} none")
        : Optional.empty();
  }

  /** What mailboxes and hosts elsewhere say of one play; waits for them. */
  Optional<Breach> judge(Played played) {
    return Optional.ofNullable(judge(List.of(played)).get(0)).or(() -> relay(played, relayed()));
  }
}
