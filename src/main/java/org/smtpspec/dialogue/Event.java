package org.smtpspec.dialogue;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.wire.Fault;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;
import org.smtpspec.wire.ReplyReader;

/**
 * One line of a transcript.
 *
 * @param ms milliseconds since the dialogue began
 * @param from {@code C} the client, {@code S} the server, {@code C2} and {@code S2} on a second
 *     connection, {@code *} what was seen otherwise, in words that {@link #observation} reads again
 * @param octets what was sent, or the words
 */
public record Event(double ms, String from, Octets octets) {
  private static final String SEEN = "*";
  private static final String UNASKED = "a reply nobody asked for: ";
  private static final String NOISE = "in the silence: ";
  private static final Pattern INBOX = Pattern.compile("inbox (.+): (\\d+) messages?");
  private static final Pattern NEXT_HOP = Pattern.compile("next hop (.+): (\\d+) transactions");
  private static final Pattern NO_INBOX =
      Pattern.compile("inbox (.+?): unknown, (.*)", Pattern.DOTALL);
  private static final Pattern PARTIAL = Pattern.compile("(.*?) after \"(.*)\"", Pattern.DOTALL);
  private static final Pattern SILENT = Pattern.compile("silent for (\\d+) ms");
  private static final Pattern STALLED = Pattern.compile("read nothing for (\\d+) ms");

  static Event sent(double ms, int connection, Octets octets) {
    return new Event(ms, connection == 1 ? "C" : "C" + connection, octets);
  }

  static Event answer(double ms, int connection, Reply reply) {
    return new Event(ms, connection == 1 ? "S" : "S" + connection, reply.raw());
  }

  static Event words(double ms, String words) {
    return new Event(ms, SEEN, Octets.of(words.replaceAll("[^\\x00-\\xFF]", "?")));
  }

  static Event unasked(double ms, Reply reply) {
    return words(ms, UNASKED + reply.raw().escaped());
  }

  static Event noise(double ms, Octets octets) {
    return words(ms, NOISE + octets.escaped());
  }

  static Event broken(double ms, Observation.Broken broken) {
    return words(ms, broken.words());
  }

  static Event inbox(double ms, String address, int messages) {
    return words(
        ms, "inbox " + address + ": " + messages + (messages == 1 ? " message" : " messages"));
  }

  static Event nextHop(double ms, String address, int passages) {
    return words(ms, "next hop " + address + ": " + passages + " transactions");
  }

  static Event noInbox(double ms, String address, String why) {
    return words(ms, "inbox " + address + ": unknown, " + why);
  }

  static Event message(double ms, Octets message) {
    return new Event(ms, SEEN, message);
  }

  /** Whether the client sent it. */
  public boolean fromClient() {
    return from.startsWith("C");
  }

  /** The reply that nobody asked for, if that is what was seen. */
  Optional<Reply> unasked() {
    String words = octets.text();
    return from.equals(SEEN) && words.startsWith(UNASKED)
        ? reply(Octets.unescape(words.substring(UNASKED.length())))
        : Optional.empty();
  }

  /** How many message events follow this one, when it is a look into an inbox. */
  OptionalInt messages() {
    return number(INBOX);
  }

  /** How many events of passages follow this one, when it is a look at the next hop. */
  OptionalInt passages() {
    return number(NEXT_HOP);
  }

  private OptionalInt number(Pattern pattern) {
    Matcher matcher = pattern.matcher(octets.text());
    return from.equals(SEEN) && matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(2)))
        : OptionalInt.empty();
  }

  /** What the step of this event met; mail has its messages in the events that follow. */
  Observation observation() {
    if (!from.equals(SEEN)) {
      return fromClient()
          ? new Observation.Done()
          : reply(octets)
              .<Observation>map(Observation.Answer::new)
              .orElseGet(Observation.Done::new);
    }
    String words = octets.text();
    if (words.startsWith(NOISE)) {
      return new Observation.Noise(Octets.unescape(words.substring(NOISE.length())));
    }
    Matcher unknown = NO_INBOX.matcher(words);
    if (unknown.matches()) {
      return new Observation.NoInbox(unknown.group(2));
    }
    return broken(words).<Observation>map(Function.identity()).orElseGet(Observation.Done::new);
  }

  private static Optional<Observation.Broken> broken(String words) {
    Matcher partial = PARTIAL.matcher(words);
    return partial.matches()
        ? fault(partial.group(1))
            .map(fault -> new Observation.Broken(fault, Octets.unescape(partial.group(2))))
        : fault(words).map(fault -> new Observation.Broken(fault, Octets.EMPTY));
  }

  private static Optional<Fault> fault(String words) {
    Matcher silent = SILENT.matcher(words);
    Matcher stalled = STALLED.matcher(words);
    if (silent.matches()) {
      return Optional.of(new Fault.Silence(Duration.ofMillis(Long.parseLong(silent.group(1)))));
    } else if (stalled.matches()) {
      return Optional.of(new Fault.Stall(Duration.ofMillis(Long.parseLong(stalled.group(1)))));
    } else if (words.equals(new Fault.Close().words())) {
      return Optional.of(new Fault.Close());
    } else if (words.equals(new Fault.Reset().words())) {
      return Optional.of(new Fault.Reset());
    } else if (words.startsWith("flooded: ")) {
      return Optional.of(new Fault.Flood(ReplyReader.FLOOD));
    } else if (words.startsWith("refused: ")) {
      return Optional.of(new Fault.Refusal(words.substring("refused: ".length())));
    } else if (words.startsWith("tls failed: ")) {
      return Optional.of(new Fault.TlsFailure(words.substring("tls failed: ".length())));
    }
    return Optional.empty();
  }

  private static Optional<Reply> reply(Octets octets) {
    var reader = new ReplyReader();
    reader.feed(octets.toBytes(), octets.length());
    return reader.poll();
  }
}
