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

  private static final Set<Integer> TAKEN = Set.of(250, 251);

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

  private Observation await(Step.CheckMailbox step, Inbox inbox, Fence fence) throws IOException {
    Duration limit = step.within().orElse(player.limits().mail());
    long deadline = System.nanoTime() + limit.toNanos();
    Duration wait = FIRST_LOOK;
    boolean fenced = false;
    while (true) {
      fenced = fenced || !inbox.holding(fence.address(), fence.word()).isEmpty();
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

  /**
   * Sends a later message to {@code address}; when that takes no mail, to the postmaster of its
   * domain, who must (RFC 5321 section 4.5.1).
   */
  private Fence fence(String address) throws IOException {
    String word = "f" + token.substring(1) + fences++;
    try (var connection = Connection.open(player.server())) {
      answer(connection, "the greeting", Set.of(220));
      ask(connection, "HELO client.test", Set.of(250));
      ask(connection, "MAIL FROM:<sender@client.test>", Set.of(250));
      String taken = address;
      connection.write(Octets.of("RCPT TO:<" + address + ">\r\n"));
      if (!TAKEN.contains(connection.reply(player.limits().reply()).code())) {
        taken = "postmaster" + address.substring(Math.max(address.lastIndexOf('@'), 0));
        ask(connection, "RCPT TO:<" + taken + ">", TAKEN);
      }
      ask(connection, "DATA", Set.of(354));
      String header = "From: sender@client.test\r\nTo: " + taken + "\r\nSubject: fence " + word;
      ask(connection, header + "\r\n\r\nfence\r\n.", Set.of(250));
      ask(connection, "QUIT", Set.of(221));
      return new Fence(taken, word);
    } catch (FaultException e) {
      throw new IOException("the fence could not be sent: " + e.getMessage(), e);
    }
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

  /**
   * A later message.
   *
   * @param address in whose inbox it will be
   * @param word by which it is known there
   */
  private record Fence(String address, String word) {}
}
