package org.smtpspec.suite;

import java.util.Locale;
import java.util.Optional;
import org.smtpspec.dialogue.MailCheck;
import org.smtpspec.dialogue.PassageCheck;
import org.smtpspec.sink.Zones;
import org.smtpspec.wire.Octets;

/** Reads the checks of {@code M:} lines that only what has come to a next hop can meet. */
final class PassageParser {
  static final String CHECKS =
      "tried, helo ~ /.../, mail ~ /.../, rcpt ~ /.../, rcpt count N, raw contain \"...\","
          + " raw lack \"...\", host is NAME, client waits or client fits";

  private static final Zones ZONES = Zones.load();

  private final Expander expander;
  private final SetParser sets;

  PassageParser(Expander expander, SetParser sets) {
    this.expander = expander;
    this.sets = sets;
  }

  /** Whether the domain of {@code address} is one that a host of the zones takes mail for. */
  static boolean isAtNextHop(String address) {
    return !ZONES.way(address.substring(address.lastIndexOf('@') + 1)).isEmpty();
  }

  /** The check that comes next; empty when it is none of these. */
  Optional<MailCheck> check(Cursor cursor) throws SuiteException {
    if (cursor.take("tried")) {
      return Optional.of(new PassageCheck.Tried());
    } else if (cursor.peek().matches("helo|mail|rcpt")) {
      return Optional.of(envelope(cursor));
    } else if (cursor.take("raw")) {
      boolean wanted = cursor.take("contain");
      if (!wanted && !cursor.take("lack")) {
        throw cursor.expected("contain or lack");
      }
      return Optional.of(new PassageCheck.Raw(string(cursor), wanted));
    } else if (cursor.take("host")) {
      if (!cursor.take("is") || !ZONES.knows(cursor.peek())) {
        throw cursor.expected("is and the name of a host of zones.tsv");
      }
      return Optional.of(new PassageCheck.HostIs(cursor.word()));
    } else if (cursor.take("client")) {
      return Optional.of(client(cursor));
    }
    return Optional.empty();
  }

  private PassageCheck envelope(Cursor cursor) throws SuiteException {
    String word = cursor.word();
    if (word.equals("rcpt") && cursor.take("count")) {
      if (!cursor.peek().matches("\\d{1,4}")) {
        throw cursor.expected("how many recipients");
      }
      return new PassageCheck.RecipientCount(Integer.parseInt(cursor.word()));
    }
    boolean wanted = cursor.take("~");
    if (!wanted && !cursor.take("!~")) {
      throw cursor.expected(word.equals("rcpt") ? "~, !~ or count" : "~ or !~");
    }
    var part = PassageCheck.Part.valueOf(word.toUpperCase(Locale.ROOT));
    return new PassageCheck.Envelope(part, sets.regexp(cursor), wanted);
  }

  private static PassageCheck client(Cursor cursor) throws SuiteException {
    if (cursor.take("waits")) {
      return new PassageCheck.Waits();
    } else if (cursor.take("fits")) {
      return new PassageCheck.Fits();
    }
    throw cursor.expected("waits or fits");
  }

  private Octets string(Cursor cursor) throws SuiteException {
    int column = cursor.column();
    return expander.octets(cursor.line(), column + 1, cursor.quoted('"', "a \"string\""));
  }
}
