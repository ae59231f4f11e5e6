package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.smtpspec.wire.Octets;

/**
 * Makes a finding small: no move, and as far as the bound on replays reaches no octet, can go
 * without the finding going. Each candidate is played on the server. Used once, by one thread.
 */
final class Shrinker {
  private static final int REPLAYS = 400;
  private static final int RATE = 5;
  private static final long LONGEST_NANOS = 25_000_000_000L;

  /** As plain as it can be: without its brackets it would ask for a server that bears that. */
  private static final Pattern RECIPIENT =
      Pattern.compile("RCPT TO:<[a-z0-9]+@[a-z0-9]+(\\.[a-z0-9]+)*>\r\n");

  private final Function<Sequence, Optional<Breach>> play;
  private final long deadline;
  private int left = REPLAYS;
  private int asked;
  private Breach breach;
  private List<Move> best;
  private int patience = 1;

  Shrinker(Function<Sequence, Optional<Breach>> play) {
    this(play, System.nanoTime() + LONGEST_NANOS);
  }

  /** One that has to be done by {@code latest}, a time of {@link System#nanoTime}. */
  Shrinker(Function<Sequence, Optional<Breach>> play, long latest) {
    this.play = play;
    long own = System.nanoTime() + LONGEST_NANOS;
    this.deadline = latest - own < 0 ? latest : own;
  }

  /** The finding that {@code sequence} shows, made small; one that does not show again stays. */
  Finding shrink(Breach seen, Sequence sequence, long index) {
    breach = seen;
    best = new ArrayList<>(sequence.moves());
    int shown = rate(sequence);
    if (shown > 0) {
      patience = shown < asked ? 3 : 1;
      gather();
      dropMoves();
      gather();
      part();
      unmark();
      simplify();
      dropMoves();
      dropOctets();
      shown = rate(new Sequence(best));
    }
    return new Finding(breach, new Sequence(best), index, shown, asked, 1);
  }

  private int rate(Sequence sequence) {
    int shown = 0;
    asked = 0;
    do {
      Optional<Breach> again = play.apply(sequence).filter(breach::resembles);
      breach = again.orElse(breach);
      shown += again.isPresent() ? 1 : 0;
      asked++;
    } while (asked < RATE && System.nanoTime() - deadline < 0);
    return shown;
  }

  /** Takes {@code moves} for the best when the finding is still there. */
  private boolean attempt(List<Move> moves) {
    if (moves.isEmpty()) {
      return false;
    }
    for (int i = 0; i < patience && left > 0 && System.nanoTime() - deadline < 0; i++) {
      left--;
      Optional<Breach> again = play.apply(new Sequence(moves)).filter(breach::resembles);
      if (again.isPresent()) {
        breach = again.get();
        best = moves;
        return true;
      }
    }
    return false;
  }

  private void dropMoves() {
    for (int size = Math.max(1, best.size() / 2); size >= 1; size /= 2) {
      for (int i = best.size() - size; i >= 0; i--) {
        if (i + size <= best.size()) {
          var without = new ArrayList<>(best.subList(0, i));
          without.addAll(best.subList(i + size, best.size()));
          attempt(without);
        }
      }
    }
  }

  /** Plays all on one connection, when more are not needed. */
  private void gather() {
    if (best.stream().anyMatch(move -> move.connection() > 1)) {
      attempt(best.stream().map(move -> move.on(1)).toList());
    }
  }

  /** Gives each joined move a write of its own, and joins what was cut. */
  private void part() {
    for (int i = 1; i < best.size(); i++) {
      if (best.get(i).joined()) {
        attempt(replaced(i, best.get(i).alone()));
      }
    }
    for (int i = best.size() - 2; i >= 0; i--) {
      String text = best.get(i).octets().text();
      if (i + 1 < best.size() && !text.endsWith("\n") && Chunk.whole(text).isEmpty()) {
        List<Move> whole =
            replaced(
                i,
                new Move(
                    best.get(i).octets().plus(best.get(i + 1).octets()), best.get(i).joined()));
        whole.remove(i + 1);
        attempt(whole);
      }
    }
  }

  /** Leaves the mark to the one text, of several, whose mail is wrong: a replay looks for it. */
  private void unmark() {
    for (int i = 0; i < best.size(); i++) {
      String text = best.get(i).octets().text();
      if (text.contains(Stamp.PLACE)) {
        Octets other = Octets.of(text.replace(Stamp.PLACE, "another"));
        attempt(replaced(i, best.get(i).with(other)));
      }
    }
  }

  private List<Move> replaced(int i, Move move) {
    List<Move> moves = new ArrayList<>(best);
    moves.set(i, move);
    return moves;
  }

  /** Puts the plainest command of its kind in the place of each. */
  private void simplify() {
    for (int i = 0; i < best.size(); i++) {
      String text = best.get(i).octets().text();
      String word = text.split("[ \r\n]", 2)[0];
      for (String plain : plain(Verb.of(word))) {
        Octets octets = Octets.of(plain + "\r\n");
        if (octets.equals(best.get(i).octets()) || attempt(replaced(i, best.get(i).with(octets)))) {
          break;
        }
      }
    }
  }

  private static List<String> plain(Verb verb) {
    return switch (verb) {
      case HELO, EHLO -> List.of("HELO " + Terms.CLIENT, "EHLO " + Terms.CLIENT);
      case MAIL -> List.of("MAIL FROM:<" + Terms.SENDER + ">", "MAIL FROM:<>");
      case DATA, RSET, NOOP, QUIT, VRFY, EXPN, HELP -> List.of("NOOP", verb.name());
      case UNKNOWN -> List.of("NOOP", "FROB");
      default -> List.of();
    };
  }

  private void dropOctets() {
    for (int i = 0; i < best.size(); i++) {
      String text = best.get(i).octets().text();
      if (plain(Verb.of(text.split("[ \r\n]", 2)[0])).contains(text.stripTrailing())
          || RECIPIENT.matcher(text).matches()) {
        continue;
      }
      for (int size = best.get(i).octets().length() / 2; size >= 1; size /= 2) {
        int at = 0;
        while (at + size <= best.get(i).octets().length() && left > 0) {
          Octets shorter = shorter(best.get(i).octets(), at, size);
          at += attempt(replaced(i, best.get(i).with(shorter))) ? 0 : size;
        }
      }
    }
  }

  /** Of a chunk its size says what is left of it. */
  private static Octets shorter(Octets octets, int at, int size) {
    String text = octets.text();
    Optional<Chunk> chunk = Chunk.whole(text);
    int line = text.indexOf("\r\n") + 2;
    if (chunk.isEmpty() || at < line) {
      return without(octets, at, size);
    }
    String left = text.substring(line, at) + text.substring(at + size);
    return Octets.of(Chunk.written(left, chunk.get().last()));
  }

  private static Octets without(Octets octets, int at, int size) {
    byte[] bytes = octets.toBytes();
    return Octets.of(bytes, 0, at).plus(Octets.of(bytes, at + size, bytes.length));
  }
}
