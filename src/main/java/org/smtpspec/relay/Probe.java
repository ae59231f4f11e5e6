package org.smtpspec.relay;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.smtpspec.wire.Octets;

/**
 * A cell that is tried on a server.
 *
 * @param token by which its mail is known
 * @param words what the placeholders stand for
 */
record Probe(Cell cell, String token, Words words) {
  /** The header field that tells our message from what others write about it. */
  static final String FIELD = "X-Relay-Probe: ";

  /** The user elsewhere, {@code {u}}, of the probe with this token. */
  static String user(String token) {
    return "u" + token;
  }

  /** The sender, {@code {s}}, of the probe with this token. */
  static String sender(String token) {
    return "s" + token;
  }

  Octets mail() {
    return line("MAIL FROM:", cell.sender());
  }

  Octets rcpt() {
    return line("RCPT TO:", cell.recipient());
  }

  private Octets line(String verb, Form form) {
    Octets argument = words.fill(form.argument(), user(token), sender(token));
    return Octets.of(verb).plus(argument).plus(Octets.CRLF);
  }

  boolean isFromNull() {
    return cell.sender().argument().startsWith("<>");
  }

  /** The message and the end mark. */
  Octets text() {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(Instant.now().atOffset(ZoneOffset.UTC));
    String text =
        """
        %1$s%2$s
        Date: %3$s
        From: probe@client.test
        To: undisclosed-recipients:;
        Subject: relay probe %2$s
        Message-ID: <%2$s@client.test>

        A probe of smtpspec: does this server relay? %2$s
        .
        """
            .formatted(FIELD, token, date.replace("GMT", "+0000"));
    return Octets.of(text.replace("\n", "\r\n"));
  }
}
