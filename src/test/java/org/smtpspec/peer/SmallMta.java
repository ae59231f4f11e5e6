package org.smtpspec.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.wire.Octets;

/**
 * A mail server as small as can be, and its inboxes. It takes all mail and keeps the rules of RFC
 * 821 as far as tests need them; what it does otherwise, each test says.
 */
public final class SmallMta implements ScriptedPeer.Conversation, Inbox {
  private record Delivered(String address, String message) {}

  private final List<Delivered> mail = new CopyOnWriteArrayList<>();
  private final Map<String, String> replies = new HashMap<>();
  private Predicate<String> keeps = message -> true;
  private UnaryOperator<String> changes = UnaryOperator.identity();
  private int copies = 1;

  /** Answers {@code verb} with {@code reply} always. */
  public SmallMta answering(String verb, String reply) {
    replies.put(verb, reply);
    return this;
  }

  /** Loses each message that is not like this, after it said 250. */
  public SmallMta keepingOnly(Predicate<String> wanted) {
    keeps = wanted;
    return this;
  }

  /** Changes each message. */
  public SmallMta changing(UnaryOperator<String> change) {
    changes = change;
    return this;
  }

  /** Delivers each message so often. */
  public SmallMta copies(int times) {
    copies = times;
    return this;
  }

  @Override
  public void with(PeerSide client) throws IOException {
    var recipients = new ArrayList<String>();
    client.say("220 small.test");
    while (true) {
      String line = client.hear();
      String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      if (verb.equals("RCPT")) {
        recipients.add(line.substring(line.indexOf('<') + 1, line.lastIndexOf('>')));
      }
      client.say(replies.getOrDefault(verb, usual(verb)));
      if (verb.equals("DATA") && !replies.containsKey(verb)) {
        take(client, recipients);
      } else if (verb.equals("QUIT")) {
        return;
      }
    }
  }

  private static String usual(String verb) {
    return switch (verb) {
      case "DATA" -> "354 go on";
      case "QUIT" -> "221 small.test";
      case "HELO", "EHLO", "MAIL", "RCPT", "RSET", "NOOP" -> "250 ok";
      default -> "500 what";
    };
  }

  private void take(PeerSide client, List<String> recipients) throws IOException {
    var message = new StringBuilder();
    for (String line = client.hear(); !line.equals("."); line = client.hear()) {
      message.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
    }
    if (keeps.test(message.toString())) {
      for (String recipient : recipients) {
        for (int i = 0; i < copies; i++) {
          mail.add(new Delivered(recipient, changes.apply(message.toString())));
        }
      }
    }
    recipients.clear();
    client.say("250 taken");
  }

  @Override
  public List<Octets> holding(String address, String token) {
    return mail.stream()
        .filter(one -> one.address().equals(address) && one.message().contains(token))
        .map(one -> Octets.of(one.message()))
        .toList();
  }
}
