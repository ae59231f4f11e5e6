package org.smtpspec.dialogue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * Reads the messages of one play out of an inbox. That no more will come is proved by a fence: a
 * later message to the same address, by a session of its own, that has arrived.
 */
final class Postbox {
  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration LAST_LOOK = Duration.ofMillis(100);

  private final Player player;
  private final String token;
  private int fences;

  Postbox(Player player, String token) {
    this.player = player;
    this.token = token;
  }

  Observation look(Step.CheckMailbox step) {
    if (player.inbox().isEmpty()) {
      return new Observation.NoInbox("the target has no inbox that can be read");
    }
    try {
      return await(step, player.inbox().get(), fence(step.address()));
    } catch (IOException e) {
      return tooMany(step, player.inbox().get())
          .orElseGet(() -> new Observation.NoInbox(String.valueOf(e.getMessage())));
    }
  }

  /** The messages when there are more than the checks allow: to see that, no fence is needed. */
  private Optional<Observation> tooMany(Step.CheckMailbox step, Inbox inbox) {
    try {
      List<Octets> messages = inbox.holding(step.address(), token);
      return messages.size() > step.awaited()
          ? Optional.of(new Observation.Mail(messages))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Observation await(Step.CheckMailbox step, Inbox inbox, String fence) throws IOException {
    Duration limit = step.within().orElse(player.limits().mail());
    long deadline = System.nanoTime() + limit.toNanos();
    Duration wait = FIRST_LOOK;
    boolean fenced = false;
    while (true) {
      fenced = fenced || !inbox.holding(step.address(), fence).isEmpty();
      List<Octets> messages = inbox.holding(step.address(), token);
      boolean late = System.nanoTime() > deadline;
      if (fenced && (messages.size() >= step.awaited() || late)) {
        return new Observation.Mail(messages);
      }
      if (late) {
        return new Observation.NoInbox(
            "the fence did not arrive within " + limit.toMillis() + " ms");
      }
      sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LAST_LOOK) < 0 ? wait.multipliedBy(2) : LAST_LOOK;
    }
  }

  /** Sends a later message to {@code address}; returns the word by which it is known. */
  private String fence(String address) throws IOException {
    String fence = "f" + token.substring(1) + fences++;
    try (var connection = Connection.open(player.server())) {
      answer(connection, "the greeting", Set.of(220));
      ask(connection, "HELO client.test", Set.of(250));
      ask(connection, "MAIL FROM:<sender@client.test>", Set.of(250));
      ask(connection, "RCPT TO:<" + address + ">", Set.of(250, 251));
      ask(connection, "DATA", Set.of(354));
      String message =
          "From: sender@client.test\r\nTo: "
              + address
              + "\r\nSubject: fence "
              + fence
              + "\r\n\r\nfence\r\n.";
      ask(connection, message, Set.of(250));
      ask(connection, "QUIT", Set.of(221));
    } catch (FaultException e) {
      throw new IOException("the fence could not be sent: " + e.getMessage(), e);
    }
    return fence;
  }

  private void ask(Connection connection, String line, Set<Integer> codes) throws IOException {
    connection.write(Octets.of(line).plus(Octets.CRLF));
    answer(connection, line.lines().findFirst().orElse(line), codes);
  }

  private void answer(Connection connection, String asked, Set<Integer> codes) throws IOException {
    Reply reply = connection.reply(player.limits().reply());
    if (!codes.contains(reply.code())) {
      throw new IOException(
          "the fence could not be sent: " + asked + " was answered " + reply.raw().escaped());
    }
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
