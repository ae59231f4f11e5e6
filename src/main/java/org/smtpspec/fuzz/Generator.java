package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Makes sequences: a walk through the states of a session in which most commands lead on and some
 * do not, its words from a {@link Vocabulary}, its octets then cut, joined and damaged. The same
 * random numbers give the same sequence; no reply of a server is needed.
 */
final class Generator {
  private static final int LONGEST = 14;

  /** One command of so many is said again, so often at most. */
  private static final int BURST = 60;

  private static final int MOST_AGAIN = 24;

  /** One burst of recipients in so many has more than servers take, twice what they must. */
  private static final int SURPLUS = 6;

  private static final int MANY = 200;

  /** How often each command is chosen, by state; what leads on comes first. */
  private static final Map<State, int[]> WEIGHTS = weights();

  /** The commands that are chosen from. */
  static final List<Verb> VERBS =
      List.of(
          Verb.HELO,
          Verb.EHLO,
          Verb.MAIL,
          Verb.RCPT,
          Verb.DATA,
          Verb.RSET,
          Verb.NOOP,
          Verb.VRFY,
          Verb.EXPN,
          Verb.HELP,
          Verb.QUIT,
          Verb.UNKNOWN);

  /** Of so many messages one comes by BDAT, where that may be used. */
  private static final int CHUNKED = 3;

  /**
   * One session of so many begins with STARTTLS, or where it is offered in the clear with AUTH. A
   * handshake takes as long as ten sessions without.
   */
  private static final int SECURE = 30;

  /** One AUTH of so many comes in a transaction. */
  private static final int LATE = 8;

  /** One sequence of so many goes through several sessions at once. */
  private static final int TOGETHER = 10;

  private final Terms terms;
  private final Offers offers;

  Generator(Terms terms, Offers offers) {
    this.terms = terms;
    this.offers = offers;
  }

  private static Map<State, int[]> weights() {
    var weights = new EnumMap<State, int[]>(State.class);
    weights.put(State.GREETED, new int[] {24, 60, 3, 2, 2, 1, 1, 1, 1, 1, 1, 2});
    weights.put(State.READY, new int[] {2, 2, 70, 3, 3, 2, 2, 1, 1, 1, 1, 2});
    weights.put(State.MAILED, new int[] {2, 2, 3, 80, 4, 3, 2, 1, 1, 1, 1, 2});
    weights.put(State.ADDRESSED, new int[] {2, 2, 3, 16, 70, 3, 2, 1, 1, 1, 1, 2});
    return weights;
  }

  /** The sequence that {@code random} gives. */
  Sequence sequence(Vocabulary words, Random random) {
    var walks = new ArrayList<List<Move>>(List.of(walk(words, random)));
    if (random.nextInt(TOGETHER) == 0) {
      while (walks.size() < Interleaving.MOST) {
        walks.add(walk(words, random));
      }
    }
    List<Move> moves = walks.size() > 1 ? Interleaving.of(walks, random) : walks.get(0);
    return new Cutting(random).cut(moves);
  }

  /** One session. */
  private List<Move> walk(Vocabulary words, Random random) {
    var moves = new ArrayList<Move>();
    State state = opening(moves, words, random);
    boolean many = false;
    int length = 1 + random.nextInt(LONGEST);
    for (int i = 0; i < length && state != State.OVER; i++) {
      Verb verb = choose(state, random);
      if (verb == Verb.DATA && offers.chunking() && random.nextInt(CHUNKED) == 0) {
        state = chunks(state, words, random, moves);
        continue;
      }
      Vocabulary.Line line = line(verb, words, random);
      moves.add(line.move());
      many = burst(verb, moves, random) || many;
      state = after(state, line.command(), words, random, moves);
    }
    if (state != State.OVER) {
      moves.addAll(ending(many || random.nextInt(4) == 0));
    }
    return moves;
  }

  /** Mostly nothing; sometimes TLS, or AUTH, where they are offered. */
  private State opening(List<Move> moves, Vocabulary words, Random random) {
    boolean secure = offers.startTls() && random.nextInt(SECURE) == 0;
    if (secure) {
      moves.addAll(new TlsWalk(terms, random).moves());
    }
    if (!offers.auth(secure) || terms.user().isEmpty() || random.nextInt(secure ? 2 : SECURE) > 0) {
      return State.GREETED;
    }
    moves.add(Move.line("EHLO " + Terms.CLIENT));
    if (random.nextInt(LATE) == 0) {
      moves.add(Move.line("MAIL FROM:<" + Terms.SENDER + ">"));
    }
    moves.addAll(new LoginWalk(terms, random).moves());
    if (!terms.foreign().isEmpty() && random.nextBoolean()) {
      moves.add(Move.line("MAIL FROM:<" + Terms.SENDER + ">"));
      moves.add(Move.line("RCPT TO:<" + terms.foreign() + ">"));
      moves.add(Move.line("DATA"));
      moves.add(new Move(words.text(random), false));
    }
    return State.READY;
  }

  /**
   * Now and then the same again and again: some faults show at the n-th command only. Tells whether
   * these were more recipients than a server takes.
   */
  private static boolean burst(Verb verb, List<Move> moves, Random random) {
    boolean many = false;
    if (verb != Verb.DATA && verb != Verb.QUIT && random.nextInt(BURST) == 0) {
      Move move = moves.get(moves.size() - 1);
      many = verb == Verb.RCPT && random.nextInt(SURPLUS) == 0;
      int least = many ? MANY : 1;
      for (int more = least + random.nextInt(MOST_AGAIN); more > 0; more--) {
        moves.add(move);
      }
    }
    return many;
  }

  private static Verb choose(State state, Random random) {
    int[] weights = WEIGHTS.get(state);
    int left = random.nextInt(sum(weights));
    int i = 0;
    while (left >= weights[i]) {
      left -= weights[i++];
    }
    return VERBS.get(i);
  }

  private static int sum(int[] weights) {
    int sum = 0;
    for (int weight : weights) {
      sum += weight;
    }
    return sum;
  }

  private static Vocabulary.Line line(Verb verb, Vocabulary words, Random random) {
    return switch (verb) {
      case HELO, EHLO, MAIL, RCPT, UNKNOWN -> words.line(verb, random);
      default ->
          random.nextInt(verb == Verb.VRFY || verb == Verb.EXPN ? 2 : 8) == 0
              ? words.line(verb, random)
              : words.bare(verb);
    };
  }

  /** The state that a server is in which takes what it must take; text follows DATA at once. */
  private static State after(
      State state, Command command, Vocabulary words, Random random, List<Move> moves) {
    boolean good = command.argument() == Argument.GOOD || command.argument() == Argument.NULL_PATH;
    boolean bare = command.argument() == Argument.NONE;
    switch (command.verb()) {
      case HELO, EHLO -> {
        return good ? State.READY : state;
      }
      case MAIL -> {
        return good && state == State.READY ? State.MAILED : state;
      }
      case RCPT -> {
        return good && state.inTransaction() ? State.ADDRESSED : state;
      }
      case RSET -> {
        return bare && state.inTransaction() ? State.READY : state;
      }
      case QUIT -> {
        return bare ? State.OVER : state;
      }
      case DATA -> {
        if (bare && state == State.ADDRESSED) {
          moves.add(new Move(words.text(random), false));
          return State.READY;
        }
        return state;
      }
      default -> {
        return state;
      }
    }
  }

  private static State chunks(State state, Vocabulary words, Random random, List<Move> moves) {
    var walk = new ChunkWalk(random);
    if (state == State.ADDRESSED) {
      moves.addAll(walk.message(words.text(random).text()));
      return State.READY;
    }
    moves.add(walk.stray());
    return state;
  }

  /**
   * The end of most sequences tells whether the server is still in step: QUIT alone is answered
   * 221. Before it, sometimes, all begins anew.
   */
  private List<Move> ending(boolean anew) {
    var moves = new ArrayList<Move>();
    if (anew) {
      moves.add(Move.line("RSET"));
      moves.add(Move.line("HELO " + Terms.CLIENT));
      moves.add(Move.line("MAIL FROM:<" + Terms.SENDER + ">"));
      if (!terms.mailboxes().isEmpty()) {
        moves.add(Move.line("RCPT TO:<" + terms.mailboxes().get(0) + ">"));
      }
      moves.add(Move.line("RSET"));
      moves.add(Move.line("DATA"));
    }
    moves.add(Move.line("QUIT"));
    return moves;
  }
}
