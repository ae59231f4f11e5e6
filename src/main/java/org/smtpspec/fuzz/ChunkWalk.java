package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.smtpspec.wire.Octets;

/** Makes the part of a sequence in which a message is sent by BDAT. RFC 3030 section 2. */
final class ChunkWalk {
  /** A message has so many chunks at most, empty ones and the last not counted. */
  private static final int MOST = 4;

  /** One walk of so many strays between two chunks. */
  private static final int STRAYS = 8;

  private static final List<String> BETWEEN =
      List.of(
          "NOOP", "RSET", "DATA", "VRFY postmaster", "BDAT", "BDAT LAST", "MAIL FROM:<>", "FROB");

  private static final List<String> LIKE_COMMANDS =
      List.of(
          "NOOP\r\nNOOP\r\n",
          "QUIT\r\n",
          "RSET\r\nDATA\r\n",
          ".\r\nNOOP\r\n",
          "x\r\n.\r\nMAIL FROM:<>\r\n",
          "BDAT 4 LAST\r\nx\r\n\r\n",
          "no line end");

  private final Random random;

  ChunkWalk(Random random) {
    this.random = random;
  }

  /** The message that goes as {@code text} behind DATA. */
  List<Move> message(String text) {
    var moves = new ArrayList<Move>();
    List<String> pieces = pieces(text);
    boolean strays = random.nextInt(STRAYS) == 0;
    int stray = strays ? random.nextInt(pieces.size()) : -1;
    boolean open = random.nextInt(STRAYS) == 0;
    for (int i = 0; i < pieces.size(); i++) {
      if (i == stray) {
        moves.add(Move.line(BETWEEN.get(random.nextInt(BETWEEN.size()))));
      }
      moves.add(chunk(pieces.get(i), !open && i == pieces.size() - 1));
    }
    if (open) {
      moves.add(Move.line(random.nextBoolean() ? "RSET" : "DATA"));
    } else if (random.nextInt(STRAYS) == 0) {
      moves.add(stray());
    }
    if (strays || random.nextInt(STRAYS) == 0) {
      moves.add(Move.line("RSET"));
    }
    return moves;
  }

  /** A chunk where none may be, of octets that look like commands. */
  Move stray() {
    String octets = LIKE_COMMANDS.get(random.nextInt(LIKE_COMMANDS.size()));
    return chunk(octets, random.nextBoolean());
  }

  private static Move chunk(String content, boolean last) {
    return new Move(Octets.of(Chunk.written(content, last)), false);
  }

  private List<String> pieces(String text) {
    String plain = Chunk.plain(text);
    String whole = random.nextInt(3) == 0 ? plain + LIKE_COMMANDS.get(random.nextInt(6)) : plain;
    var pieces = new ArrayList<String>();
    int from = 0;
    for (int left = random.nextInt(MOST); left > 0 && from < whole.length(); left--) {
      int to = place(whole, from);
      pieces.add(whole.substring(from, to));
      from = to;
    }
    pieces.add(whole.substring(from));
    if (random.nextInt(MOST) == 0) {
      pieces.add(random.nextInt(pieces.size() + 1), "");
    }
    return pieces;
  }

  /** Where a piece that begins at {@code from} ends: anywhere, but not within the mark. */
  private int place(String whole, int from) {
    byte[] rest = Octets.of(whole.substring(from)).toBytes();
    int to = rest.length < 2 ? whole.length() : from + Cutting.place(rest, random);
    int mark = whole.indexOf(Stamp.PLACE);
    boolean within = mark >= 0 && to > mark && to < mark + Stamp.PLACE.length();
    return within ? mark + Stamp.PLACE.length() : to;
  }
}
