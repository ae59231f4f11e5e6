package org.smtpspec.fuzz;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.RandomGenerator;
import net.jqwik.api.sessions.JqwikSession;

/**
 * What sequences are made of: some hundred arguments and texts of each kind, drawn from the
 * grammars by jqwik. Drawing is slow and combining is fast, so that a campaign draws a new
 * vocabulary only every few thousand sequences. The same seed gives the same words.
 */
final class Vocabulary {
  private static final int SIZE = 160;

  private final Map<Kind, List<String>> words = new EnumMap<>(Kind.class);

  /** What a word is good for. */
  enum Kind {
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

  private Vocabulary() {}

  /** The words that {@code seed} gives for a server of which {@code terms} are known. */
  static Vocabulary of(long seed, Terms terms) {
    var vocabulary = new Vocabulary();
    JqwikSession.run(
        () -> {
          vocabulary.draw(Kind.NAME, seed, Paths.names());
          vocabulary.draw(Kind.SENDER, seed, Paths.senders(terms));
          vocabulary.draw(Kind.RECIPIENT, seed, Paths.recipients(terms));
          vocabulary.draw(Kind.TAIL, seed, Lines.tails(terms));
          vocabulary.draw(Kind.LINE, seed, Lines.lines());
          vocabulary.draw(Kind.TEXT, seed, Texts.texts(terms));
        });
    return vocabulary;
  }

  private void draw(Kind kind, long seed, Arbitrary<String> arbitrary) {
    RandomGenerator<String> generator = arbitrary.generator(SIZE, true);
    var random = new Random(seed * 31 + kind.name().hashCode());
    words.put(
        kind, IntStream.range(0, SIZE).mapToObj(i -> generator.next(random).value()).toList());
  }

  /** One of the words of a kind. */
  String one(Kind kind, Random random) {
    return words.get(kind).get(random.nextInt(SIZE));
  }
}
