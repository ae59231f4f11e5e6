package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import org.smtpspec.wire.Octets;

/**
 * What is done to the text of a message that is passed on: a time stamp line on top, and nothing
 * else. RFC 1123 section 5.2.6, RFC 5321 section 3.6.3.
 */
final class Rewriting {
  private final Defects defects;

  Rewriting(Defects defects) {
    this.defects = defects;
  }

  Octets done(String received, byte[] text, Transaction transaction) {
    String all = new String(text, StandardCharsets.ISO_8859_1);
    String stamp = defects.has(NO_RECEIVED) || defects.has(NO_RECEIVED_ONWARD) ? "" : received;
    if (defects.has(ENVELOPE_IN_HEADER)) {
      String to = transaction.recipients().get(0).path().mailbox();
      all = all.replaceFirst("(?m)^To: [^\r\n]*", "To: " + Matcher.quoteReplacement(to));
    }
    if (defects.has(MESSAGE_ID_REWRITTEN_ONWARD)) {
      all = all.replaceFirst("(?m)^Message-ID: [^\r\n]*", "Message-ID: <new@mx.mta.test>");
    }
    if (defects.has(FOLDED_FIELDS_JOINED_ONWARD)) {
      int gap = Math.max(0, all.indexOf("\r\n\r\n"));
      all = all.substring(0, gap).replaceAll("\r\n[ \t]+", " ") + all.substring(gap);
    }
    if (defects.has(RETURN_PATH_REMOVED_ONWARD)) {
      all = all.replaceFirst("(?m)^Return-Path: [^\r\n]*\r\n", "");
    }
    if (defects.has(DATE_ADDED_ONWARD) && !all.contains("Date: ")) {
      all = "Date: Thu, 1 Jan 2026 12:00:00 +0000\r\n" + all;
    }
    return Octets.of(stamp + all);
  }
}
