package org.smtpspec.result;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What a server says differently each time it says the same: times, queue ids, the words by which
 * mail is found, names and addresses of the host. Two replies are the same reply when they are
 * equal without it.
 */
final class Noise {
  private static final String MONTH = "(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)";
  private static final String DAY = "(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)";
  private static final String CLOCK = "\\d{1,2}:\\d{2}(?::\\d{2})?(?:\\.\\d+)?";
  private static final String ZONE = "(?: ?(?:[+-]\\d{4}|[A-Z]{2,4}))?(?: ?\\([A-Z]{2,5}\\))?";

  /** In order: what is known by its place before what is known by its look alone. */
  private static final List<Rule> RULES =
      List.of(
          rule(
              "(?:" + DAY + ",? )?\\d{1,2} " + MONTH + " (?:\\d{4}|\\d{2}) " + CLOCK + ZONE,
              "TIME"),
          rule(DAY + " " + MONTH + " +\\d{1,2} " + CLOCK + ZONE + "(?: \\d{4})?", "TIME"),
          rule("\\d{4}-\\d{2}-\\d{2}[T ]" + CLOCK + "(?:Z|[+-]\\d{2}:?\\d{2})?", "TIME"),
          // The words of run.Tokens.
          rule("\\bt[0-9a-z]{15}\\b", "TOKEN"),
          rule("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}(?:\\.\\d+)?", "ID"),
          // Postfix, Haraka; Exim; qmail; Courier.
          rule("(?i)(queued as |queued \\()[^\\s)\\\\]+", "$1ID"),
          rule("\\b(id[= ])[^\\s;)>\\\\]+", "$1ID"),
          rule("\\bok \\d+ qp \\d+", "ok ID qp ID"),
          rule("\\b[0-9A-F]{8,}(?:\\.[0-9A-F]{8,})+\\b", "ID"),
          // Exim's ids before 4.97, and since.
          rule("\\b[0-9A-Za-z]{6}-[0-9A-Za-z]{6,11}-[0-9A-Za-z]{2,4}\\b", "ID"),
          // The reference server's.
          rule("\\bP\\d+Q\\d+\\b", "ID"),
          // Sendmail's and OpenSMTPD's stand before their words.
          rule("[0-9A-Za-z]{8,}( Message accepted)", "ID$1"),
          rule("\\b(?:127|10)(?:\\.\\d{1,3}){3}(?::\\d+)?\\b", "ADDRESS"),
          rule("\\b172\\.(?:1[6-9]|2\\d|3[01])(?:\\.\\d{1,3}){2}(?::\\d+)?\\b", "ADDRESS"),
          rule("\\b192\\.168(?:\\.\\d{1,3}){2}(?::\\d+)?\\b", "ADDRESS"),
          // Names that an engine gives a container.
          rule("\\b(?=[0-9a-f]*[0-9])[0-9a-f]{12}\\b", "HOST"),
          rule("\\b\\d+(?:\\.\\d+)? ?(?:ms|s|seconds)\\b", "SPAN"),
          rule("\\b\\d{9,}\\b", "NUMBER"),
          rule("\\b(?=[0-9A-Za-z]*[0-9])(?=[0-9A-Za-z]*[A-Za-z])[0-9A-Za-z]{10,}\\b", "ID"));

  private Noise() {}

  /** The text with a word in capitals in place of what is noise. */
  static String without(String text) {
    String quiet = text;
    for (Rule rule : RULES) {
      quiet = rule.pattern.matcher(quiet).replaceAll(rule.word);
    }
    return quiet;
  }

  private static Rule rule(String regexp, String word) {
    return new Rule(Pattern.compile(regexp), word);
  }

  private record Rule(Pattern pattern, String word) {}
}
