package org.smtpspec.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.dialogue.Step;
import org.smtpspec.wire.Octets;

/** How a dialogue is had without smtpspec, as a line for a POSIX shell with Bash's printf. */
final class ByHand {
  private static final Pattern HELLO = Pattern.compile("(?:EHLO|HELO) (\\S+)\r\n");
  private static final Pattern SENDER = Pattern.compile("MAIL FROM:<([^<>\\s]*)>\r\n");
  private static final Pattern RECIPIENT = Pattern.compile("RCPT TO:<([^<>\\s]+)>\r\n");

  private ByHand() {}

  /**
   * The lines that do it, the shortest first; none when a shell cannot: two connections at once, or
   * a handshake on the way.
   */
  static List<String> lines(List<Step> steps) {
    var sent = new ArrayList<Octets>();
    for (Step step : steps) {
      if (step.connection() != 1 || step instanceof Step.Upgrade) {
        return List.of();
      } else if (step instanceof Step.Send send) {
        sent.add(send.octets());
      }
    }
    var lines = new ArrayList<String>();
    swaks(sent).ifPresent(lines::add);
    if (!sent.isEmpty()) {
      lines.add(netcat(sent));
    }
    return lines;
  }

  /** Of HELO, MAIL and one RCPT alone: swaks(1). */
  private static Optional<String> swaks(List<Octets> sent) {
    if (sent.size() != 3) {
      return Optional.empty();
    }
    Matcher hello = HELLO.matcher(sent.get(0).text());
    Matcher sender = SENDER.matcher(sent.get(1).text());
    Matcher recipient = RECIPIENT.matcher(sent.get(2).text());
    if (!hello.matches() || !sender.matches() || !recipient.matches()) {
      return Optional.empty();
    }
    String protocol = hello.group().startsWith("HELO") ? " --protocol SMTP" : "";
    return Optional.of(
        "swaks --server HOST:25 --helo %s --from '%s' --to '%s' --quit-after RCPT%s"
            .formatted(hello.group(1), sender.group(1), recipient.group(1), protocol));
  }

  /** Each write a second after the one before, so that the reply can come. */
  private static String netcat(List<Octets> sent) {
    var line = new StringBuilder("{ ");
    for (Octets octets : sent) {
      String format = octets.escaped().replace("%", "%%").replace("'", "\\x27");
      line.append("sleep 1; printf '").append(format).append("'; ");
    }
    return line.append("sleep 2; } | nc HOST 25").toString();
  }
}
