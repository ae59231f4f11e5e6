package org.smtpspec.report;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A citation as reports show it: the words, and where to read the text.
 *
 * @param text such as {@code RFC 5321 section 3.3}
 * @param url the page of the RFC editor, or empty where the citation has an unknown form
 */
record Citation(String text, String url) {
  private static final String EDITOR = "https://www.rfc-editor.org/";
  private static final Pattern RFC =
      Pattern.compile("rfc([0-9]{1,5})(?:#([0-9A-Za-z][0-9A-Za-z.]*))?");
  private static final Pattern ERRATUM = Pattern.compile("erratum:([0-9]{1,6})");

  static Citation of(String cite) {
    Matcher rfc = RFC.matcher(cite);
    if (rfc.matches()) {
      String page = EDITOR + "rfc/rfc" + rfc.group(1);
      String section = rfc.group(2);
      if (section == null) {
        return new Citation("RFC " + rfc.group(1), page);
      }
      String kind = Character.isDigit(section.charAt(0)) ? "section" : "appendix";
      return new Citation(
          "RFC " + rfc.group(1) + " " + kind + " " + section, page + "#" + kind + "-" + section);
    }
    Matcher erratum = ERRATUM.matcher(cite);
    if (erratum.matches()) {
      return new Citation("erratum " + erratum.group(1), EDITOR + "errata/eid" + erratum.group(1));
    }
    return new Citation(cite, "");
  }

  static List<Citation> of(List<String> cites) {
    return cites.stream().map(Citation::of).toList();
  }

  /** The citations in one line. */
  static String line(List<String> cites) {
    return of(cites).stream().map(Citation::text).collect(Collectors.joining(", "));
  }

  boolean linked() {
    return !url.isEmpty();
  }
}
