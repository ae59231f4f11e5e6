package org.smtpspec.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Names and paths by the grammar of RFC 5321 section 4.1.2 and RFC 821 section 4.1.2. */
final class Paths {
  private Paths() {}

  /** What may stand behind HELO and EHLO. */
  static Arbitrary<String> names() {
    Arbitrary<String> valid =
        Arbitraries.oneOf(
            domains(), Arbitraries.of("[192.0.2.1]", "[IPv6:2001:db8::1]", "localhost"));
    return Arbitraries.frequencyOf(
        Tuple.of(24, Arbitraries.just(Terms.CLIENT)),
        Tuple.of(4, valid),
        Tuple.of(3, Spoiling.spoiled(valid)),
        Tuple.of(1, Spoiling.wild()),
        Tuple.of(1, Arbitraries.of("", "-", "a b", "client.test extra", "a".repeat(300))));
  }

  /** What may stand behind MAIL. */
  static Arbitrary<String> senders(Terms terms) {
    Arbitrary<String> known = Arbitraries.of("<" + Terms.SENDER + ">", "<>");
    return arguments("FROM:", known, terms);
  }

  /** What may stand behind RCPT. */
  static Arbitrary<String> recipients(Terms terms) {
    var known = new ArrayList<String>();
    for (int i = 0; i < 3; i++) {
      terms.mailboxes().forEach(one -> known.add("<" + one + ">"));
    }
    List.of(terms.missing(), terms.foreign()).stream()
        .filter(one -> !one.isEmpty())
        .forEach(one -> known.add("<" + one + ">"));
    return arguments("TO:", known.isEmpty() ? paths() : Arbitraries.of(known), terms);
  }

  private static Arbitrary<String> arguments(String keyword, Arbitrary<String> known, Terms terms) {
    Arbitrary<String> formed = Arbitraries.oneOf(paths(), routed(known, terms));
    Arbitrary<String> plain = known.map(path -> keyword + path);
    Arbitrary<String> any = Arbitraries.oneOf(plain, formed.map(path -> keyword + path));
    return Arbitraries.frequencyOf(
        Tuple.of(30, plain),
        Tuple.of(4, formed.map(path -> keyword + path)),
        Tuple.of(2, Combinators.combine(plain, parameters()).as((path, more) -> path + more)),
        Tuple.of(5, Spoiling.spoiled(any)),
        Tuple.of(1, Spoiling.wild().map(text -> keyword + "<" + text + ">")),
        Tuple.of(
            2,
            Arbitraries.of(
                "",
                keyword,
                keyword + "<",
                "<a@b.test>",
                keyword + " <a@b.test>",
                "TO:<>",
                keyword + "<" + "a".repeat(240) + "@b.test>",
                keyword + "<a@" + "b".repeat(600) + ">",
                keyword.toLowerCase(Locale.ROOT) + "<postmaster>")));
  }

  private static Arbitrary<String> parameters() {
    return Arbitraries.of(
        " SIZE=100",
        " SIZE=99999999999",
        " SIZE=",
        " BODY=8BITMIME",
        " BODY=7BIT",
        " SIZE=1 SIZE=1",
        " FROB",
        " FROB=1",
        " SMTPUTF8",
        " RET=HDRS",
        " NOTIFY=NEVER",
        " ORCPT=rfc822;a@b.test",
        " =",
        "  ");
  }

  private static Arbitrary<String> paths() {
    Arbitrary<String> quoted =
        Arbitraries.of("\"a b\"", "\"a@b\"", "\"\\\"\"", "\"\"", "\"a>b\"", "\"a\\\\b\"", "a\\@b");
    Arbitrary<String> local =
        Arbitraries.frequencyOf(Tuple.of(3, words(12)), Tuple.of(1, quoted), Tuple.of(1, dotted()));
    return Combinators.combine(local, domains())
        .as((user, domain) -> "<" + user + "@" + domain + ">");
  }

  private static Arbitrary<String> dotted() {
    return words(6).list().ofMinSize(2).ofMaxSize(4).map(parts -> String.join(".", parts));
  }

  /** Source routes and the tricks that once got round a relay check, RFC 5321 appendix C. */
  private static Arbitrary<String> routed(Arbitrary<String> known, Terms terms) {
    String own = terms.domain().isEmpty() ? "mta.test" : terms.domain();
    return known
        .filter(path -> path.length() > 2)
        .map(path -> path.substring(1, path.length() - 1))
        .flatMap(
            box ->
                Arbitraries.of(
                    "<@relay.test:" + box + ">",
                    "<@a.test,@b.test:" + box + ">",
                    "<" + box.replace('@', '%') + "@" + own + ">",
                    "<" + box + "@" + own + ">",
                    "<\"" + box + "\"@" + own + ">",
                    "<" + box.toUpperCase(Locale.ROOT) + ">",
                    "<" + own + "!" + box + ">"));
  }

  private static Arbitrary<String> domains() {
    return words(10)
        .list()
        .ofMinSize(1)
        .ofMaxSize(3)
        .map(parts -> String.join(".", parts) + ".test");
  }

  private static Arbitrary<String> words(int longest) {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .numeric()
        .ofMinLength(1)
        .ofMaxLength(longest)
        .map(word -> "x" + word);
  }
}
