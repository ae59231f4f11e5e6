package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.smtpspec.wire.Octets;

/**
 * Marks the texts of each play, so that what arrives can be told apart: a sequence holds {@link
 * #PLACE}, a play has a word of its own there, and two letters for each text. Thread-safe.
 */
final class Stamp {
  /** Where the word goes; of as many octets, so that the size of a chunk stays what it is. */
  static final String PLACE = "fuzz-stamp-place";

  private static final int LETTERS = 26;
  private static final String FENCE = "zz";
  private static final long NINE_DIGITS = 1_000_000_000;

  private final String prefix;
  private final Pattern pattern;
  private final AtomicLong plays = new AtomicLong();

  /** One whose words no other is likely to have. */
  static Stamp fresh() {
    String digits = Long.toString(ThreadLocalRandom.current().nextLong(36 * 36 * 36 * 36), 36);
    return new Stamp("t" + "0".repeat(4 - digits.length()) + digits);
  }

  /** The words begin with {@code prefix}, which begins with {@code t}. */
  Stamp(String prefix) {
    this.prefix = prefix;
    this.pattern = Pattern.compile(Pattern.quote(prefix) + "\\d{9}[a-z]{2}");
  }

  /** What all words begin with. */
  String prefix() {
    return prefix;
  }

  /** What finds the words in a text. */
  Pattern pattern() {
    return pattern;
  }

  /** A word that no play has. */
  String word() {
    return root() + FENCE;
  }

  /** What the words of the next play begin with. */
  private String root() {
    return prefix + Long.toString(NINE_DIGITS + plays.incrementAndGet()).substring(1);
  }

  /** The words of the play that {@code word} belongs to have the same root. */
  static String root(String word) {
    return word.substring(0, word.length() - FENCE.length());
  }

  /** The root of the words in {@code text}, of one play; empty when it has none. */
  Optional<String> rootIn(String text) {
    int first = text.indexOf(prefix);
    Matcher word = pattern.matcher(text);
    return first >= 0 && word.find(first) ? Optional.of(root(word.group())) : Optional.empty();
  }

  /** {@code sequence} with words that no other play has. */
  Sequence on(Sequence sequence) {
    String root = "";
    var moves = new ArrayList<>(sequence.moves());
    int texts = 0;
    for (int i = 0; i < moves.size(); i++) {
      String text = moves.get(i).octets().text();
      if (text.contains(PLACE)) {
        root = root.isEmpty() ? root() : root;
        String mine = text.replace(PLACE, root + letters(texts++));
        moves.set(i, moves.get(i).with(Octets.of(mine)));
      }
    }
    return root.isEmpty() ? sequence : new Sequence(moves);
  }

  /** {@code text} without the words. */
  String off(String text) {
    return pattern.matcher(text).replaceAll(PLACE);
  }

  /** No sequence has so many texts that two get the same. */
  private static String letters(int text) {
    return "" + (char) ('a' + text / LETTERS % LETTERS) + (char) ('a' + text % LETTERS);
  }
}
