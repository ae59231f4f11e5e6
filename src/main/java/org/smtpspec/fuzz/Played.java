package org.smtpspec.fuzz;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One play of a sequence.
 *
 * @param exchanges what was answered, in order
 * @param breach what was broken, if anything; the play ends there
 * @param throttled whether the server turned us away or slowed us down
 * @param certain whether it is known of all that was written how the server had to take it
 * @param marks how many replies there were besides, to commands that only look whether it is in
 *     step
 * @param written what the client wrote, or would have
 */
record Played(
    List<Exchange> exchanges,
    Optional<Breach> breach,
    boolean throttled,
    boolean certain,
    int marks,
    String written) {
  private static final int PUT_OFF = 3;
  private static final Pattern AUTH = Pattern.compile("AUTH ", Pattern.CASE_INSENSITIVE);

  /** One that was left out. */
  static final Played NOT = new Played(List.of(), Optional.empty(), false, false, 0, "");

  /** Copies the list. */
  Played {
    exchanges = List.copyOf(exchanges);
  }

  /**
   * Whether all is put off: three times in a row what came was a 4yz, RFC 5321 section 4.2.1. That
   * there are too many recipients is none: section 4.5.3.1.10 has 452 for it.
   */
  boolean isPutOff() {
    int run = 0;
    for (int i = 0; i < exchanges.size() && run < PUT_OFF; i++) {
      Exchange exchange = exchanges.get(i);
      boolean tooMany = exchange.command().verb() == Verb.RCPT && exchange.code() == 452;
      run = exchange.code() / 100 == 4 && !tooMany ? run + 1 : 0;
    }
    return run >= PUT_OFF;
  }

  /** How many replies were read. */
  int replies() {
    return exchanges.size() + marks;
  }

  /** The codes of all replies that are judged by the model. */
  List<Integer> codes() {
    return exchanges.stream().map(Exchange::code).toList();
  }

  /** Whether it sent one of {@code words}, which came out elsewhere, without the right to that. */
  boolean isBehind(Set<String> words) {
    String allowed = authenticated();
    return words.stream().anyMatch(word -> written.contains(word) && !allowed.contains(word));
  }

  /**
   * What was written behind an AUTH that succeeded, on the same connection: its mail may be sent
   * anywhere. When the play broke off, each AUTH that was written may have succeeded unseen.
   */
  String authenticated() {
    if (!certain || breach.isPresent()) {
      Matcher auth = AUTH.matcher(written);
      return auth.find() ? written.substring(auth.start()) : "";
    }
    var known = new HashSet<Integer>();
    var text = new StringBuilder();
    for (Exchange exchange : exchanges) {
      Verb verb = exchange.command().verb();
      boolean auth = verb == Verb.AUTH || verb == Verb.RESPONSE;
      if (exchange.code() == 235 || (auth && exchange.code() / 100 == 2)) {
        known.add(exchange.connection());
      } else if (known.contains(exchange.connection())) {
        text.append(exchange.command().written());
      }
    }
    return text.toString();
  }

  /** The same play as far as its first {@code count} exchanges. */
  Played until(int count) {
    return new Played(exchanges.subList(0, count), breach, throttled, certain, marks, written);
  }

  /** The same play, in which {@code seen} was broken. */
  Played with(Optional<Breach> seen) {
    return new Played(exchanges, seen, throttled, certain, marks, written);
  }
}
