package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Makes the part of a sequence that leads from a greeting to one under TLS. RFC 3207 section 4. */
final class TlsWalk {
  /** What is written along with STARTTLS, or right behind the handshake. */
  private static final List<String> SOON =
      List.of("NOOP", "RSET", "FROB", "VRFY postmaster", "DATA", "STARTTLS", "MAIL FROM:<>");

  private final Terms terms;
  private final Random random;

  TlsWalk(Terms terms, Random random) {
    this.terms = terms;
    this.random = random;
  }

  List<Move> moves() {
    var moves = new ArrayList<Move>();
    moves.add(Move.line("EHLO " + Terms.CLIENT));
    boolean open = random.nextInt(4) == 0;
    if (open) {
      moves.add(Move.line("MAIL FROM:<" + Terms.SENDER + ">"));
      terms.mailboxes().stream().limit(1).map(TlsWalk::recipient).forEach(moves::add);
    }
    moves.add(Move.line(random.nextInt(12) == 0 ? "STARTTLS now" : "STARTTLS"));
    if (random.nextInt(4) == 0) {
      moves.add(Move.line(SOON.get(random.nextInt(SOON.size()))).behind());
    }
    if (open) {
      terms.mailboxes().stream().limit(1).map(TlsWalk::recipient).forEach(moves::add);
    } else if (random.nextInt(4) == 0) {
      moves.add(Move.line("EHLO " + Terms.CLIENT));
      moves.add(Move.line(SOON.get(random.nextInt(SOON.size()))));
    }
    return moves;
  }

  private static Move recipient(String mailbox) {
    return Move.line("RCPT TO:<" + mailbox + ">");
  }
}
