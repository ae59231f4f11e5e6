package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The list in the reply to EHLO. RFC 5321 section 4.1.1.1. */
final class Extensions {
  /** The keywords, parameters and verbs of the extensions, which one defective server hides. */
  private static final Set<String> WORDS =
      Set.of(
          "SIZE",
          "8BITMIME",
          "BODY",
          "DSN",
          "RET",
          "ENVID",
          "NOTIFY",
          "ORCPT",
          "SMTPUTF8",
          "STARTTLS",
          "AUTH",
          "CHUNKING",
          "BINARYMIME",
          "BDAT",
          "ETRN",
          "PIPELINING",
          "ENHANCEDSTATUSCODES");

  private final Defects defects;

  Extensions(Defects defects) {
    this.defects = defects;
  }

  /** Whether {@code word}, a keyword, parameter or verb, is of one that is not offered. */
  static boolean isHidden(String word, Defects defects) {
    return defects.has(UNOFFERED_ANSWERED_451) && WORDS.contains(word);
  }

  /** The lines for a client; under TLS they are others than before it, RFC 3207 section 4.2. */
  List<String> lines(boolean secure) {
    List<String> lines = new ArrayList<>();
    lines.add("8BITMIME");
    lines.add("SIZE " + (defects.has(SIZE_NOT_A_NUMBER) ? "4M" : IncomingText.LIMIT));
    lines.add("PIPELINING");
    lines.add("ENHANCEDSTATUSCODES");
    if (!secure || defects.has(STARTTLS_OFFERED_UNDER_TLS)) {
      lines.add("STARTTLS");
    }
    if (secure || defects.has(AUTH_OFFERED_IN_CLEAR)) {
      lines.add(defects.has(AUTH_WITHOUT_MECHANISMS) ? "AUTH" : "AUTH PLAIN LOGIN");
    }
    lines.add("CHUNKING");
    if (!defects.has(CHUNKING_MISSING_FOR_BINARYMIME)) {
      lines.add("BINARYMIME");
    } else {
      lines.set(lines.indexOf("CHUNKING"), "BINARYMIME");
    }
    lines.add("DSN");
    lines.add("SMTPUTF8");
    if (defects.has(SMTPUTF8_WITHOUT_8BITMIME)) {
      lines.remove("8BITMIME");
    }
    lines.addAll(List.of("ETRN", "EXPN", "HELP", "SEND", "SOML", "SAML"));
    lines.removeIf(line -> isHidden(line.split(" ", 2)[0], defects));
    if (defects.has(KEYWORDS_WITH_PARAMETER)) {
      lines.replaceAll(line -> WORDS.contains(line) ? line + " 1" : line);
    }
    return lines;
  }
}
