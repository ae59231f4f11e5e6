package org.smtpspec.dialogue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.wire.Octets;

/**
 * A mail transaction of a server under test with a next hop, as the next hop saw it.
 *
 * @param taken whether the next hop took the message
 * @param host the name of the next hop
 * @param hello the HELO or EHLO line that the server sent; empty if none
 * @param mail its MAIL line
 * @param recipients its RCPT lines that were taken; if none was, those that were refused
 * @param early what it sent before a reply that it had to wait for; empty if nothing
 * @param longest the octets of its longest command line, CRLF counted
 * @param text the message as it came, periods not taken off
 */
public record Passage(
    boolean taken,
    String host,
    String hello,
    String mail,
    List<String> recipients,
    String early,
    int longest,
    Octets text) {
  private static final String EARLY = "early: ";
  private static final Pattern FIRST =
      Pattern.compile("(taken|refused) by (\\S+), longest command (\\d+)");
  private static final Pattern LINE = Pattern.compile("[^\n]*\n|[^\n]+");

  /** Copies the list. */
  public Passage {
    recipients = List.copyOf(recipients);
  }

  /** The form in a transcript: lines of ours and of the envelope, {@code DATA}, the text. */
  public Octets octets() {
    var lines = new ArrayList<String>();
    lines.add((taken ? "taken" : "refused") + " by " + host + ", longest command " + longest);
    lines.add(EARLY + Octets.of(early).escaped());
    lines.add(hello);
    lines.add(mail);
    lines.addAll(recipients);
    lines.add("DATA");
    return Octets.of(String.join("\r\n", lines) + "\r\n").plus(text);
  }

  /** Reads what {@link #octets} wrote. */
  static Passage parse(Octets octets) {
    String all = octets.text();
    int data = all.indexOf("\r\nDATA\r\n");
    List<String> lines = List.of(all.substring(0, Math.max(data, 0)).split("\r\n", -1));
    Matcher first = FIRST.matcher(lines.get(0));
    if (!first.matches() || lines.size() < 4) {
      throw new IllegalArgumentException("not a passage: " + octets.escaped());
    }
    return new Passage(
        first.group(1).equals("taken"),
        first.group(2),
        lines.get(2),
        lines.get(3),
        lines.subList(4, lines.size()),
        Octets.unescape(lines.get(1).substring(EARLY.length())).text(),
        Integer.parseInt(first.group(3)),
        Octets.of(all.substring(data + "\r\nDATA\r\n".length())));
  }

  /** The message with the doubled periods taken off, RFC 821 section 4.5.2. */
  public Octets message() {
    var message = new StringBuilder();
    Matcher lines = LINE.matcher(text.text());
    boolean atLineStart = true;
    while (lines.find()) {
      String line = lines.group();
      message.append(atLineStart && line.startsWith(".") ? line.substring(1) : line);
      atLineStart = line.endsWith("\r\n");
    }
    return Octets.of(message.toString());
  }

  /** The octets of the longest text line, CRLF counted, the doubled period not. */
  int longestText() {
    return message().text().lines().mapToInt(line -> line.length() + 2).max().orElse(0);
  }

  /**
   * Whether it is mail for {@code address}, without letter case; {@code @domain} is any address
   * there.
   */
  boolean isFor(String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    return recipients.stream()
        .map(line -> mailbox(line).toLowerCase(Locale.ROOT))
        .anyMatch(
            mailbox -> wanted.startsWith("@") ? mailbox.endsWith(wanted) : mailbox.equals(wanted));
  }

  /** The mailbox in a RCPT line, without a source route. */
  private static String mailbox(String line) {
    int open = line.indexOf('<');
    int close = line.lastIndexOf('>');
    String path = open < 0 || close < open ? line : line.substring(open + 1, close);
    return path.startsWith("@") ? path.substring(path.indexOf(':') + 1) : path;
  }
}
