package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Command lines that are not as they should be, and arguments where none or any may stand. */
final class Lines {
  private Lines() {}

  /** Behind RSET, NOOP, QUIT, DATA, VRFY, EXPN and HELP. */
  static Arbitrary<String> tails(Terms terms) {
    var names = new ArrayList<>(List.of("x", "MAIL", "postmaster", "NOSUCH", "a b c", "=", "<>"));
    names.addAll(terms.mailboxes());
    names.addAll(List.of(terms.missing(), terms.foreign()));
    return Arbitraries.frequencyOf(
        Tuple.of(6, Arbitraries.of(names)),
        Tuple.of(2, Spoiling.spoiled(Arbitraries.of(names))),
        Tuple.of(1, Spoiling.wild()),
        Tuple.of(1, Arbitraries.of("a".repeat(505), "a".repeat(506), "b".repeat(2100))));
  }

  /** Whole lines. */
  static Arbitrary<String> lines() {
    Arbitrary<String> commands =
        Arbitraries.of(
            "HELO client.test",
            "EHLO client.test",
            "MAIL FROM:<>",
            "RCPT TO:<postmaster>",
            "DATA",
            "RSET",
            "NOOP",
            "QUIT",
            "VRFY postmaster",
            "EXPN x",
            "HELP");
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of("FROB", "FROB x", "DAAT", "MAI", "RCP TO:<a@b.test>", "QUITT")),
        Tuple.of(4, Spoiling.spoiled(commands)),
        Tuple.of(2, commands.map(line -> line.toLowerCase(Locale.ROOT))),
        Tuple.of(1, commands.map(line -> line + " ")),
        Tuple.of(1, Spoiling.wild()),
        Tuple.of(1, Arbitraries.just("")),
        Tuple.of(
            1, Arbitraries.of("NOOP\nNOOP", "RSET\rRSET", "NOOP\nFROB", "FROB\rNOOP", "NOOP\n")),
        Tuple.of(1, Arbitraries.of("ETRN x", "TURN", "VERB", "FROB " + "z".repeat(3000), " NOOP")));
  }
}
