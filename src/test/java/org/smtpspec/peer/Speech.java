package org.smtpspec.peer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** How {@link OtherServer} says its replies: the code is the rule's, all else is its own. */
final class Speech {
  private static final int LONGEST = 512;

  /** So many octets at the ends of a reply go singly: the code, its separator, the last CRLF. */
  private static final int DRIPPED = 6;

  private final PeerSide client;
  private final Liberties liberties;

  Speech(PeerSide client, Liberties liberties) {
    this.client = client;
    this.liberties = liberties;
  }

  /** A reply of the usual form. */
  void reply(String code, String enhanced, String text) throws IOException {
    boolean fine = code.charAt(0) < '4';
    Liberty many = fine ? Liberty.POSITIVE_LINES : Liberty.NEGATIVE_LINES;
    boolean codes = !liberties.has(Liberty.ENHANCED_CODES, "none") && code.charAt(0) != '3';
    String prefix = codes ? enhanced + " " : "";
    var lines = new ArrayList<String>();
    if (liberties.has(many, "many")) {
      lines.add(prefix + "this is what there is to say:");
      lines.add(
          liberties.has(Liberty.EMPTY_CONTINUATION, "yes") ? prefix.strip() : prefix + "that is");
    }
    boolean mute = liberties.has(Liberty.TEXT, "none") && !codes;
    lines.add(mute ? "" : prefix + text);
    lines(code, lines);
  }

  /** A reply in which each line says something. */
  void lines(String code, List<String> lines) throws IOException {
    var reply = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      String text = lines.get(i);
      String line = last && text.isEmpty() ? code : code + (last ? " " : "-") + text;
      reply.append(line).append("\r\n");
    }
    send(reply.toString());
  }

  /** As {@link #reply}, but with as many octets as a reply line may have where texts are long. */
  void refusal(String code, String enhanced, String text) throws IOException {
    boolean longest = liberties.has(Liberty.TEXT, "longest");
    int taken = "250 \r\n".length() + (enhanced + " ").length() + text.length() + 1;
    String full = longest ? text + " " + "x".repeat(Math.max(0, LONGEST - taken)) : text;
    reply(code, enhanced, full);
  }

  private void send(String reply) throws IOException {
    if (liberties.has(Liberty.PACE, "slow")) {
      pause(1);
    }
    switch (liberties.of(Liberty.SEGMENTS)) {
      case "octet" -> {
        int head = Math.min(DRIPPED, reply.length());
        int tail = Math.max(head, reply.length() - DRIPPED);
        client.drip(reply.substring(0, head));
        client.write(reply.substring(head, tail));
        client.drip(reply.substring(tail));
      }
      case "line" -> {
        for (String line : reply.split("(?<=\n)(?=.)", -1)) {
          client.write(line);
        }
      }
      default -> client.write(reply);
    }
  }

  static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped", e);
    }
  }
}
