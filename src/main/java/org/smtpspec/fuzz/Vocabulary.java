package org.smtpspec.fuzz;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;
import org.smtpspec.wire.Octets;

/**
 * What sequences are made of: some hundred arguments and texts of each kind, drawn from the
 * grammars by jqwik. Drawing is slow and combining is fast, so that a campaign draws a new
 * vocabulary only every few thousand sequences. The same seed gives the same words.
 */
final class Vocabulary {
  private static final int SIZE = 160;

  private static final Map<Verb, Kind> KINDS =
      Map.of(
          Verb.HELO, Kind.NAME,
          Verb.EHLO, Kind.NAME,
          Verb.MAIL, Kind.SENDER,
          Verb.RCPT, Kind.RECIPIENT,
          Verb.UNKNOWN, Kind.LINE);

  private final Map<Verb, List<Line>> lines = new EnumMap<>(Verb.class);
  private final Map<Verb, Line> bare = new EnumMap<>(Verb.class);
  private final List<Octets> texts;

  /** A command line, and what the model takes it for. */
  record Line(Move move, Command command) {}

  /** What a word is good for. */
  private enum Kind {
    /** Behind HELO and EHLO. */
    NAME,
    /** Behind MAIL. */
    SENDER,
    /** Behind RCPT. */
    RECIPIENT,
    /** Behind any other command. */
    TAIL,
    /** A line that begins with no command, or with one in another spelling. */
    LINE,
    /** A message as it goes over the wire, its end mark included. */
    TEXT
  }

  private Vocabulary(Map<Kind, List<String>> words, Terms terms) {
    for (Verb verb : Generator.VERBS) {
      String before = verb == Verb.UNKNOWN ? "" : verb + " ";
      List<String> behind = words.get(KINDS.getOrDefault(verb, Kind.TAIL));
      lines.put(verb, behind.stream().map(word -> line(before + word, terms)).toList());
      bare.put(verb, line(verb.name(), terms));
    }
    texts = words.get(Kind.TEXT).stream().map(Octets::of).toList();
  }

  private static Line line(String text, Terms terms) {
    return new Line(Move.line(text), Command.of(text, terms));
  }

  /** The words that {@code seed} gives for a server of which {@code terms} are known. */
  static Vocabulary of(long seed, Terms terms) {
    var words = new EnumMap<Kind, List<String>>(Kind.class);
    JqwikSession.run(
        () -> {
          words.put(Kind.NAME, drawn(Kind.NAME, seed, Paths.names()));
          words.put(Kind.SENDER, drawn(Kind.SENDER, seed, Paths.senders(terms)));
          words.put(Kind.RECIPIENT, drawn(Kind.RECIPIENT, seed, Paths.recipients(terms)));
          words.put(Kind.TAIL, drawn(Kind.TAIL, seed, Lines.tails(terms)));
          words.put(Kind.LINE, drawn(Kind.LINE, seed, Lines.lines()));
          words.put(Kind.TEXT, drawn(Kind.TEXT, seed, Texts.texts(terms)));
        });
    return new Vocabulary(words, terms);
  }

  private static List<String> drawn(Kind kind, long seed, Arbitrary<String> arbitrary) {
    RandomGenerator<String> generator = arbitrary.generator(SIZE, true);
    var random = new Random(seed * 31 + kind.name().hashCode());
    return IntStream.range(0, SIZE).mapToObj(i -> generator.next(random).value()).toList();
  }

  /** {@code verb} with one of the words that may stand behind it. */
  Line line(Verb verb, Random random) {
    return lines.get(verb).get(random.nextInt(SIZE));
  }

  /** {@code verb} alone. */
  Line bare(Verb verb) {
    return bare.get(verb);
  }

  /** One of the texts. */
  Octets text(Random random) {
    return texts.get(random.nextInt(SIZE));
  }
}
