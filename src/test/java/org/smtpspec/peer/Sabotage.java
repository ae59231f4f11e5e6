package org.smtpspec.peer;

import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * A conversation as good servers have it but for some acts of its own: at the greeting, at a verb,
 * at the end of a text. Each connection is the same.
 */
final class Sabotage implements ScriptedPeer.Conversation {
  /** The step before the first command. */
  static final String GREETING = "GREETING";

  /** The step behind the line with a dot alone. */
  static final String TEXT = "TEXT";

  /** All verbs for which there is no act. */
  static final String ANY = "ANY";

  private final Map<String, ScriptedPeer.Conversation> acts = new HashMap<>();

  /** Does {@code act} in place of the usual reply at {@code step}. */
  Sabotage at(String step, ScriptedPeer.Conversation act) {
    acts.put(step, act);
    return this;
  }

  /** Gives {@code reply} at {@code step}. */
  Sabotage saying(String step, String reply) {
    return at(step, client -> client.say(reply));
  }

  @Override
  public void with(PeerSide client) throws IOException {
    act(GREETING, "220 mx.mta.test ESMTP", client);
    while (true) {
      String verb = client.hear().split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
      act(verb, usual(verb), client);
      if (verb.equals("STARTTLS") && !acts.containsKey(verb)) {
        client.tls();
      } else if (verb.equals("QUIT")) {
        return;
      } else if (verb.equals("DATA") && !acts.containsKey(verb)) {
        text(client);
      }
    }
  }

  private void text(PeerSide client) throws IOException {
    String line = client.hear();
    while (!line.equals(".")) {
      line = client.hear();
    }
    act(TEXT, "250 taken", client);
  }

  private void act(String step, String usual, PeerSide client) throws IOException {
    boolean any = !step.equals(GREETING) && !step.equals(TEXT) && acts.containsKey(ANY);
    ScriptedPeer.Conversation otherwise = any ? acts.get(ANY) : one -> one.say(usual);
    acts.getOrDefault(step, otherwise).with(client);
  }

  private static String usual(String verb) {
    return switch (verb) {
      case "EHLO" -> "250-mx.mta.test\r\n250-PIPELINING\r\n250 STARTTLS";
      case "HELO" -> "250 mx.mta.test";
      case "MAIL", "RCPT", "RSET", "NOOP" -> "250 ok";
      case "VRFY" -> "252 perhaps";
      case "DATA" -> "354 go on";
      case "STARTTLS" -> "220 go on";
      case "QUIT" -> "221 mx.mta.test";
      default -> "500 what";
    };
  }
}
