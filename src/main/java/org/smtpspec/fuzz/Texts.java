package org.smtpspec.fuzz;

import static java.util.Comparator.reverseOrder;

import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.smtpspec.wire.Octets;

/**
 * Message texts as they go over the wire, periods doubled and the end mark behind them: RFC 5321
 * section 4.5.2. Some hold what careless servers take for the end mark, and commands behind it.
 */
final class Texts {
  private static final String HEADER =
      "From: <sender@client.test>\r\nSubject: " + Stamp.PLACE + "\r\n\r\n";

  private static final String IDENTIFIED = "Message-ID: <x@client.test>\r\n" + HEADER;

  /** Lines of five octets, so that some line begins at each size of a buffer. */
  private static final String PERIODS = "..x\r\n".repeat(1030);

  private static final String MANY_PERIODS = "..x\r\n".repeat(8200);

  /** More hops than servers let pass, far above the 100 that are due: RFC 5321 section 6.3. */
  private static final String LOOPED =
      "Received: from a.test by b.test; Thu, 1 Jan 2026 12:00:00 +0000\r\n".repeat(250) + HEADER;

  /**
   * What has been taken for the end mark; Timo Longin, SMTP smuggling, 2023, and others after him.
   */
  static final List<String> LOOK_ALIKES =
      List.of(
          "\n.\n",
          "\n.\r",
          "\r.\n",
          "\r.\r",
          "\n.\r\n",
          "\r.\r\n",
          "\r\n.\n",
          "\r\n.\r",
          "\r\n\0.\r\n",
          "\r\n.\0\r\n",
          "\r\n.\r\r\n",
          "\r\r\n.\r\r\n");

  /** The last line of a text with one of them: when it is missing, the text was ended there. */
  static final String LAST = "behind the mark\r\n";

  /** A text that nobody can take for anything else, without its end mark. */
  static final String PLAIN_LINES = HEADER + "x\r\n";

  /** The same with it. */
  static final String PLAIN = PLAIN_LINES + ".\r\n";

  private Texts() {}

  /** The first look-alike of an end mark in {@code text}, escaped, the longest of those there. */
  static String lookAlike(String text) {
    return LOOK_ALIKES.stream()
        .filter(text::contains)
        .min(
            Comparator.<String>comparingInt(text::indexOf)
                .thenComparing(String::length, reverseOrder()))
        .map(form -> Octets.of(form).escaped())
        .orElse("a period, or a lone CR, LF or NUL");
  }

  static Arbitrary<String> texts(Terms terms) {
    Arbitrary<String> plain =
        Combinators.combine(plainLine().list().ofMaxSize(8), bareLine(), ends())
            .as((lines, bare, end) -> HEADER + stuffed(lines) + bare + end);
    Arbitrary<String> identified =
        plainLine().list().ofMaxSize(3).map(lines -> IDENTIFIED + stuffed(lines));
    Arbitrary<String> strange = anyLine().list().ofMaxSize(6).map(lines -> HEADER + stuffed(lines));
    return Arbitraries.frequencyOf(
            Tuple.of(10, plain),
            Tuple.of(1, identified),
            Tuple.of(1, Arbitraries.of(HEADER + PERIODS, HEADER + MANY_PERIODS)),
            Tuple.of(1, pieces()),
            Tuple.of(1, Arbitraries.of(LOOPED, LOOPED + "x\r\n")),
            Tuple.of(1, controls().list().ofMaxSize(3).map(lines -> HEADER + stuffed(lines))),
            Tuple.of(3, strange),
            Tuple.of(9, smuggled(terms)),
            Tuple.of(
                1, Arbitraries.of("", "\r\n", "x", "From: a\r\n", "y".repeat(70_000) + "\r\n")))
        .map(Texts::ended);
  }

  private static String ended(String text) {
    return text.isEmpty() || text.endsWith("\r\n") ? text + ".\r\n" : text + "\r\n.\r\n";
  }

  private static String stuffed(List<String> lines) {
    var text = new StringBuilder();
    for (String line : lines) {
      text.append(line.startsWith(".") ? "." : "").append(line).append("\r\n");
    }
    return text.toString();
  }

  /**
   * A line with a period in front that stands for none: it has not been doubled, which a server
   * takes off all the same, RFC 5321 section 4.5.2. Mostly there is none.
   */
  private static Arbitrary<String> bareLine() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.just("")),
        Tuple.of(2, Arbitraries.of(".x\r\n", ". \r\n", ".x.\r\nNOOP\r\n", ". \r\nQUIT\r\n")));
  }

  /** What a text may end in besides a line. */
  private static Arbitrary<String> ends() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just("")),
        Tuple.of(
            1, Arbitraries.of("\r\n\r\n", "\r\n\r\n\r\n", "x\r\n\r\n\r\n\r\nx\r\n", "x.\r\n")));
  }

  private static Arbitrary<String> plainLine() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(60)),
        Tuple.of(
            3,
            Arbitraries.of(
                "",
                ".",
                "..",
                "...",
                ".x",
                ". ",
                "x.",
                "QUIT",
                "RSET",
                "NOOP",
                "DATA",
                "MAIL FROM:<>",
                ".QUIT",
                "-",
                "a\tb",
                "a".repeat(998),
                "a".repeat(997),
                "." + "b".repeat(996),
                "." + "b".repeat(997))));
  }

  private static Arbitrary<String> anyLine() {
    return Arbitraries.frequencyOf(
        Tuple.of(3, plainLine()),
        Tuple.of(2, Spoiling.wild()),
        Tuple.of(1, Arbitraries.of("c".repeat(1500), "\377\376", "\t")),
        Tuple.of(3, controls()));
  }

  /** Lines of 7-bit octets that are no letters. */
  private static Arbitrary<String> controls() {
    return Arbitraries.of("a\33[2Jb\7", "a\32b", "ab\177c", "\1\2\10", "a\fb");
  }

  /** A line longer than lines may be: no piece of it is a line, and no period in it an end mark. */
  private static Arbitrary<String> pieces() {
    return Arbitraries.of(998, 1000, 1023, 1024, 2047, 2048, 4095, 4096, 8191, 8192)
        .map(size -> HEADER + "c".repeat(size) + ".\r\nNOOP\r\n");
  }

  private static Arbitrary<String> smuggled(Terms terms) {
    String box = terms.mailboxes().isEmpty() ? "postmaster" : terms.mailboxes().get(0);
    String mail =
        "MAIL FROM:<smuggled@client.test>\r\nRCPT TO:<"
            + box
            + ">\r\nDATA\r\nsmuggled "
            + Stamp.PLACE
            + "\r\n";
    return Combinators.combine(
            Arbitraries.of(LOOK_ALIKES),
            Arbitraries.of("x\r\n", "NOOP\r\n", mail, "QUIT\r\n", "RSET\r\nNOOP\r\n"))
        .as((mark, rest) -> HEADER + "before" + mark + rest + LAST);
  }
}
