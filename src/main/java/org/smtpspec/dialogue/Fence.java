package org.smtpspec.dialogue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * A later message, which proves that what was to come before it has come.
 *
 * @param address whom it was sent to
 * @param word by which it is known there
 */
public record Fence(String address, String word) {
  private static final Set<Integer> TAKEN = Set.of(250, 251);

  /**
   * Sends one to {@code address}; when that takes no mail, to the postmaster of its domain, who
   * must (RFC 5321 section 4.5.1).
   *
   * @param limit how long a reply may take
   * @throws IOException when the server does not take it
   */
  public static Fence send(InetSocketAddress server, String address, String word, Duration limit)
      throws IOException {
    try (var connection = Connection.open(server)) {
      answer(connection, "the greeting", Set.of(220), limit);
      ask(connection, "HELO client.test", Set.of(250), limit);
      ask(connection, "MAIL FROM:<sender@client.test>", Set.of(250), limit);
      String taken = address;
      connection.write(Octets.of("RCPT TO:<" + address + ">\r\n"));
      if (!TAKEN.contains(connection.reply(limit).code())) {
        taken = "postmaster" + address.substring(Math.max(address.lastIndexOf('@'), 0));
        ask(connection, "RCPT TO:<" + taken + ">", TAKEN, limit);
      }
      ask(connection, "DATA", Set.of(354), limit);
      String header = "From: sender@client.test\r\nTo: " + taken + "\r\nSubject: fence " + word;
      ask(connection, header + "\r\n\r\nfence\r\n.", Set.of(250), limit);
      // The message is taken; some servers let a client wait for the 221.
      connection.write(Octets.of("QUIT\r\n"));
      return new Fence(taken, word);
    } catch (FaultException e) {
      throw new IOException("the fence could not be sent: " + e.getMessage(), e);
    }
  }

  private static void ask(Connection connection, String line, Set<Integer> codes, Duration limit)
      throws IOException {
    connection.write(Octets.of(line).plus(Octets.CRLF));
    answer(connection, line.lines().findFirst().orElse(line), codes, limit);
  }

  private static void answer(
      Connection connection, String asked, Set<Integer> codes, Duration limit) throws IOException {
    Reply reply = connection.reply(limit);
    if (!codes.contains(reply.code())) {
      throw new IOException(
          "the fence could not be sent: " + asked + " was answered " + reply.raw().escaped());
    }
  }
}
