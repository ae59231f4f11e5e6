package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.smtpspec.wire.Octets;

/** The shortest way to a command in a state of a session: each line is needed to be there. */
final class Approach {
  private Approach() {}

  /** The sequences that lead straight to the command of {@code exchange}, the best first. */
  static List<Sequence> to(Exchange exchange, Terms terms) {
    List<String> first = terms.mailboxes().stream().limit(1).toList();
    return Stream.of("HELO ", "EHLO ")
        .map(hello -> new Sequence(moves(hello + Terms.CLIENT, exchange, first)))
        .distinct()
        .toList();
  }

  /** Those that send the text of {@code exchange} to one mailbox, to all, and to one twice. */
  static List<Sequence> toMail(Exchange exchange, Terms terms) {
    String first = terms.mailboxes().get(0);
    String hello = (exchange.command().verb() == Verb.BDAT ? "EHLO " : "HELO ") + Terms.CLIENT;
    return Stream.of(List.of(first), terms.mailboxes(), List.of(first, first))
        .map(recipients -> new Sequence(moves(hello, exchange, recipients)))
        .distinct()
        .toList();
  }

  private static List<Move> moves(String hello, Exchange exchange, List<String> recipients) {
    State state = exchange.state();
    var moves = new ArrayList<Move>();
    if (state.compareTo(State.READY) >= 0) {
      moves.add(Move.line(hello));
    }
    if (state.compareTo(State.MAILED) >= 0) {
      moves.add(Move.line("MAIL FROM:<" + Terms.SENDER + ">"));
    }
    if (state.compareTo(State.ADDRESSED) >= 0) {
      recipients.forEach(recipient -> moves.add(Move.line("RCPT TO:<" + recipient + ">")));
    }
    if (state == State.TEXT) {
      moves.add(Move.line("DATA"));
    }
    String written = exchange.command().written();
    String end = exchange.command().verb() == Verb.END ? ".\r\n" : "";
    moves.add(new Move(Octets.of(written + end), false));
    return moves;
  }
}
