package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.smtpspec.wire.Octets;

/**
 * Marks the texts of each play, so that what arrives can be told apart: a sequence holds {@link
 * #PLACE}, a play has a word of its own there, and a letter for each move. Thread-safe.
 */
final class Stamp {
  /** Where the word goes. */
  static final String PLACE = "fuzzstampfuzz";

  private final String prefix;
  private final AtomicLong plays = new AtomicLong();

  /** The words begin with {@code prefix}, which begins with {@code t}. */
  Stamp(String prefix) {
    this.prefix = prefix;
  }

  /** What all words begin with. */
  String prefix() {
    return prefix;
  }

  /** What finds the words in a text. */
  Pattern pattern() {
    return Pattern.compile(Pattern.quote(prefix) + "\\d{9}[a-z]");
  }

  /** {@code sequence} with words that no other play has. */
  Sequence on(Sequence sequence) {
    if (sequence.moves().stream().noneMatch(move -> move.octets().text().contains(PLACE))) {
      return sequence;
    }
    String word = prefix + "%09d".formatted(plays.incrementAndGet());
    var moves = new ArrayList<Move>();
    for (int i = 0; i < sequence.moves().size(); i++) {
      Move move = sequence.moves().get(i);
      String text = move.octets().text().replace(PLACE, word + letter(i));
      moves.add(new Move(Octets.of(text), move.joined()));
    }
    return new Sequence(moves);
  }

  static char letter(int move) {
    return (char) ('a' + move % 26);
  }
}
