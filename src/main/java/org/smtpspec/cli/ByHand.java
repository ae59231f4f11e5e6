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
   * a handshake behind other commands than those that ask for it.
   */
  static List<String> lines(List<Step> steps) {
    var sent = new ArrayList<Octets>();
    Optional<String> secure = Optional.empty();
    for (Step step : steps) {
      if (step.connection() != 1) {
        return List.of();
      } else if (step instanceof Step.Send send) {
        sent.add(send.octets());
      } else if (step instanceof Step.Upgrade) {
        secure = secure.isPresent() ? Optional.empty() : openssl(sent);
        if (secure.isEmpty()) {
          return List.of();
        }
        sent.clear();
      }
    }
    if (sent.isEmpty()) {
      return List.of();
    } else if (secure.isPresent()) {
      return List.of(written(sent) + secure.get());
    }
    var lines = new ArrayList<String>();
    swaks(sent).ifPresent(lines::add);
    lines.add(written(sent) + "nc HOST 25");
    return lines;
  }

  /** s_client(1) itself says EHLO and STARTTLS, and no more than these. */
  private static Optional<String> openssl(List<Octets> sent) {
    if (sent.size() != 2 || !sent.get(1).text().equals("STARTTLS\r\n")) {
      return Optional.empty();
    }
    Matcher hello = HELLO.matcher(sent.get(0).text());
    return hello.matches() && hello.group().startsWith("EHLO")
        ? Optional.of(
            "openssl s_client -quiet -starttls smtp -name %s -connect HOST:25"
                .formatted(hello.group(1)))
        : Optional.empty();
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
  private static String written(List<Octets> sent) {
    var line = new StringBuilder("{ ");
    for (Octets octets : sent) {
      String format = octets.escaped().replace("%", "%%").replace("'", "\\x27");
      line.append("sleep 1; printf '").append(format).append("'; ");
    }
    return line.append("sleep 2; } | ").toString();
  }
}
