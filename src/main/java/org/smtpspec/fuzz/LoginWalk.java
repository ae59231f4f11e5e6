package org.smtpspec.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Makes the part of a sequence in which the client authenticates. RFC 4954 section 4. */
final class LoginWalk {
  private static final List<String> ODD =
      List.of(
          "*",
          "",
          "=",
          "=AAA",
          "AAA=BBB=",
          "AGFsaWNlAHg",
          "A.F$",
          "QUIT",
          "A".repeat(600),
          "A".repeat(1400),
          "A".repeat(13_000));

  /** What has no place within base64, and some pass over. RFC 4648 sections 3.1 and 3.3. */
  private static final List<String> FOREIGN = List.of(".", "-", " ", "=", "====");

  private static final List<String> LINES =
      List.of(
          "AUTH", "AUTH NOSUCH", "AUTH NOSUCH AAAA", "AUTH PLAIN *", "AUTH PLAIN =", "auth plain");

  private final Terms terms;
  private final Random random;

  LoginWalk(Terms terms, Random random) {
    this.terms = terms;
    this.random = random;
  }

  /** One try, or two. */
  List<Move> moves() {
    var moves = new ArrayList<Move>();
    for (int tries = 1 + random.nextInt(2); tries > 0; tries--) {
      if (random.nextInt(5) == 0) {
        moves.add(Move.line(LINES.get(random.nextInt(LINES.size()))));
      } else if (random.nextBoolean()) {
        plain(moves);
      } else {
        moves.add(Move.line("AUTH LOGIN"));
        moves.add(response(user()));
        moves.add(response(password()));
      }
    }
    return moves;
  }

  private void plain(List<Move> moves) {
    String message = "\0" + user() + "\0" + password();
    if (random.nextBoolean()) {
      moves.add(Move.line("AUTH PLAIN " + coded(message)));
    } else {
      moves.add(Move.line("AUTH PLAIN"));
      moves.add(response(message));
    }
  }

  private Move response(String text) {
    boolean odd = random.nextInt(5) == 0;
    return Move.line(odd ? odd(coded(text)) : coded(text));
  }

  private String odd(String coded) {
    if (random.nextInt(3) > 0) {
      return ODD.get(random.nextInt(ODD.size()));
    }
    int middle = coded.length() / 2;
    String sign = FOREIGN.get(random.nextInt(FOREIGN.size()));
    return coded.substring(0, middle) + sign + coded.substring(middle);
  }

  private String user() {
    return random.nextInt(4) > 0 ? terms.user() : random.nextBoolean() ? "" : "nobody";
  }

  private String password() {
    return random.nextInt(5) > 1 ? terms.password() : random.nextBoolean() ? "" : "wrong";
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
