package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Puts an enhanced status code before the text of each reply but 3yz, the greeting and those to
 * HELO and EHLO. RFC 2034 section 4; the codes are those of RFC 3463 and RFC 4954 section 6.
 */
final class StatusCodes {
  /** By verb and code, or by code alone. A verb that knows better has said so in its reply. */
  private static final Map<String, String> DETAILS =
      Map.ofEntries(
          Map.entry("MAIL 250", "2.1.0"),
          Map.entry("RCPT 250", "2.1.5"),
          Map.entry("VRFY 250", "2.1.5"),
          Map.entry("EXPN 250", "2.1.5"),
          Map.entry(WrongCodes.END_OF_DATA + " 250", "2.6.0"),
          Map.entry("RCPT 450", "4.2.1"),
          Map.entry("RCPT 552", "5.2.2"),
          Map.entry("AUTH 501", "5.5.2"),
          Map.entry("AUTH 500", "5.5.6"),
          Map.entry("ETRN 251", "2.0.0"),
          Map.entry("ETRN 459", "4.7.1"),
          Map.entry("235", "2.7.0"),
          Map.entry("251", "2.1.5"),
          Map.entry("252", "2.1.5"),
          Map.entry("421", "4.3.2"),
          Map.entry("451", "4.3.0"),
          Map.entry("452", "4.5.3"),
          Map.entry("500", "5.5.2"),
          Map.entry("501", "5.5.4"),
          Map.entry("502", "5.5.1"),
          Map.entry("503", "5.5.1"),
          Map.entry("504", "5.5.4"),
          Map.entry("530", "5.7.0"),
          Map.entry("535", "5.7.8"),
          Map.entry("550", "5.1.1"),
          Map.entry("551", "5.1.6"),
          Map.entry("552", "5.3.4"),
          Map.entry("553", "5.1.3"),
          Map.entry("555", "5.5.4"));

  private final Defects defects;

  StatusCodes(Defects defects) {
    this.defects = defects;
  }

  /** The reply to {@code verb} with its status code. */
  Reply attached(String verb, boolean extended, Reply reply) {
    if (defects.has(STATUS_ONLY_AFTER_EHLO) && !extended) {
      return reply.withStatus("");
    }
    if (verb.equals("HELO") || verb.equals("EHLO")) {
      return defects.has(STATUS_IN_EHLO_LIST) ? reply.withStatus("2.0.0") : reply;
    }
    boolean coded = "245".indexOf(reply.code().charAt(0)) >= 0;
    boolean bare = defects.has(REPLY_WITHOUT_TEXT);
    if (!coded || bare || (defects.has(STATUS_MISSING_IN_REFUSALS) && reply.hasCode("5"))) {
      return reply.withStatus("");
    }
    return spoilt(reply.withStatus(status(verb, reply)));
  }

  private static String status(String verb, Reply reply) {
    if (!reply.status().isEmpty()) {
      return reply.status();
    }
    String plain = DETAILS.getOrDefault(reply.code(), reply.code().charAt(0) + ".0.0");
    return DETAILS.getOrDefault(verb + " " + reply.code(), plain);
  }

  private Reply spoilt(Reply reply) {
    if (defects.has(STATUS_CLASS_DISAGREES) && reply.hasCode("5")) {
      return reply.withStatus("4" + reply.status().substring(1));
    }
    if (defects.has(STATUS_WITH_LEADING_ZERO)) {
      return reply.withStatus(reply.status().replaceFirst("\\.(?=\\d+$)", ".0"));
    }
    if (defects.has(STATUS_ON_FIRST_LINE_ONLY) && reply.text().size() > 1) {
      List<String> text = new ArrayList<>(reply.text());
      text.set(0, reply.status() + " " + text.get(0));
      return new Reply(reply.code(), "", text, reply.endSession());
    }
    return reply;
  }
}
