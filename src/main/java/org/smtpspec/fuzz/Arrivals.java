package org.smtpspec.fuzz;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

/**
 * What has come into mailboxes, by the words in it. Each message is read once, and kept while
 * somebody waits for one of its words: a mailbox may grow as it likes. Thread-safe.
 */
final class Arrivals {
  private final Inbox inbox;
  private final Stamp stamp;
  private final Set<String> awaited = new HashSet<>();
  private final Map<String, Map<String, List<Octets>>> boxes = new HashMap<>();
  private final Object reading = new Object();

  /** What comes into {@code inbox} with words of {@code stamp}. */
  Arrivals(Inbox inbox, Stamp stamp) {
    this.inbox = inbox;
    this.stamp = stamp;
  }

  /** Begins to keep what comes with words of these roots; it must not be under way yet. */
  synchronized void await(Collection<String> roots) {
    awaited.addAll(roots);
  }

  /** Throws away what has come with words of these roots. */
  synchronized void forget(Collection<String> roots) {
    awaited.removeAll(roots);
    boxes
        .values()
        .forEach(words -> words.keySet().removeIf(word -> !awaited.contains(Stamp.root(word))));
  }

  /** Looks into {@code box}; whoever only wants to play need not wait for that. */
  void look(String box) throws IOException {
    synchronized (reading) {
      Optional<List<Octets>> fresh = inbox.take(box);
      List<Octets> all = fresh.isPresent() ? List.of() : inbox.holding(box, stamp.prefix());
      synchronized (this) {
        if (fresh.isEmpty()) {
          boxes.remove(box);
        }
        for (Octets message : fresh.orElse(all)) {
          sort(message, boxes.computeIfAbsent(box, any -> new HashMap<>()));
        }
      }
    }
  }

  private void sort(Octets message, Map<String, List<Octets>> words) {
    var seen = new HashSet<String>();
    Matcher found = stamp.pattern().matcher(message.text());
    while (found.find()) {
      String word = found.group();
      if (seen.add(word) && awaited.contains(Stamp.root(word))) {
        words.computeIfAbsent(word, any -> new ArrayList<>()).add(message);
      }
    }
  }

  /** What was seen in {@code box} with {@code word} in it. */
  synchronized List<Octets> in(String box, String word) {
    return List.copyOf(boxes.getOrDefault(box, Map.of()).getOrDefault(word, List.of()));
  }
}
