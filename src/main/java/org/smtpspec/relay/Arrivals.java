package org.smtpspec.relay;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Octets;

/**
 * What has arrived of all probes, at the sink and in the mailboxes, read once for all of them. Mail
 * is known by the token in it: a message that has our field in its own header is the probe itself,
 * under whatever address it comes; any other that names the token is a notice about it.
 *
 * @param relayed the probes at the sink
 * @param offered what the sink did not take: of a probe, or a server that only looks whether an
 *     address exists
 * @param noticed notices at the sink and in mailboxes, in words
 * @param delivered the mailboxes in which probes are
 */
record Arrivals(
    Map<String, List<Passage>> relayed,
    Map<String, List<Passage>> offered,
    Map<String, List<String>> noticed,
    Map<String, List<String>> delivered) {
  private static final Arrivals NONE = new Arrivals(Map.of(), Map.of(), Map.of(), Map.of());

  /** Nothing that could be seen. */
  static Arrivals none() {
    return NONE;
  }

  /**
   * Reads sink and mailboxes of {@code target}.
   *
   * @param stem what all tokens of these probes begin with
   */
  static Arrivals of(Target target, String stem) throws IOException {
    var found =
        new Arrivals(
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>(),
            new LinkedHashMap<>());
    Pattern token = Pattern.compile(Pattern.quote(stem) + "[0-9a-z]{5}");
    if (target.elsewhere().isPresent()) {
      for (Passage passage : target.elsewhere().get().holding(stem)) {
        found.sort(passage, token);
      }
    }
    if (target.inbox().isPresent()) {
      for (String address : mailboxes(target)) {
        found.read(target.inbox().get(), address, stem, token);
      }
    }
    return found;
  }

  /** The mailboxes that can be read, each once. */
  static List<String> mailboxes(Target target) {
    return List.of("mailbox", "mailbox2", "mailbox3").stream()
        .flatMap(name -> Optional.ofNullable(target.facts().get(name)).stream())
        .distinct()
        .toList();
  }

  private void sort(Passage passage, Pattern token) {
    Optional<String> own = own(passage, token);
    String recipients = String.join(" ", passage.recipients());
    if (own.isPresent()) {
      add(relayed, own.get(), passage);
    } else if (!passage.taken()) {
      tokens(recipients, token).stream()
          .filter(each -> recipients.contains(Probe.user(each)))
          .forEach(each -> add(offered, each, passage));
    } else {
      String envelope = passage.mail() + ", " + recipients;
      String words = passage.host() + " got " + envelope;
      tokens(envelope + passage.text().text(), token).forEach(each -> add(noticed, each, words));
    }
  }

  /** The token of the probe that a passage is: by our field, or by its own sender. */
  private static Optional<String> own(Passage passage, Pattern token) {
    return own(passage.message(), token)
        .or(
            () ->
                tokens(passage.mail(), token).stream()
                    .filter(each -> passage.taken() && passage.mail().contains(Probe.sender(each)))
                    .findFirst());
  }

  private void read(Inbox inbox, String address, String stem, Pattern token) throws IOException {
    for (Octets message : inbox.holding(address, stem)) {
      Optional<String> own = own(message, token);
      if (own.isPresent()) {
        add(delivered, own.get(), address);
      } else {
        tokens(message.text(), token)
            .forEach(each -> add(noticed, each, "the mailbox " + address + " got it"));
      }
    }
  }

  private static <T> void add(Map<String, List<T>> map, String token, T value) {
    map.computeIfAbsent(token, key -> new ArrayList<>()).add(value);
  }

  /** The token in our field of the message's own header. */
  private static Optional<String> own(Octets message, Pattern token) {
    String header = message.text().replace("\r\n", "\n").split("\n\n", 2)[0];
    return header
        .lines()
        .filter(line -> line.regionMatches(true, 0, Probe.FIELD, 0, Probe.FIELD.length()))
        .map(token::matcher)
        .filter(Matcher::find)
        .map(Matcher::group)
        .findFirst();
  }

  private static List<String> tokens(String text, Pattern token) {
    return token.matcher(text).results().map(each -> each.group()).distinct().toList();
  }

  /** Whether it is known what became of the probe with this token. */
  boolean knows(String token) {
    return relayed.containsKey(token) || noticed.containsKey(token) || delivered.containsKey(token);
  }
}
