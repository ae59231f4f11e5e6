package org.smtpspec.fuzz;

import java.util.List;
import java.util.Optional;
import org.smtpspec.wire.Octets;

/**
 * What became of a text in one mailbox.
 *
 * @param word the stamp of the text
 * @param verb what ended the text, or would have: END or BDAT
 * @param kind the class of the text
 * @param taken how often the mailbox was taken for it; 0 when it was refused, or never ended
 * @param arrived how often it was found there, as far as it is known from where
 * @param body what was found behind the header, its lines ended by LF; {@link #AS_SENT} when that
 *     is what was sent, or nothing was found
 * @param breach what is broken by that
 */
record Fate(
    String word,
    String box,
    Verb verb,
    Argument kind,
    int taken,
    int arrived,
    String body,
    Optional<Breach> breach) {
  /** What is got of a text that was ended before its end. */
  static final String CUT = "cut off";

  /** What is got of a text that was changed. */
  static final String OTHER = "other text";

  /** Stands for the body that was sent, which ends in no two line ends. */
  static final String AS_SENT = "\n\n";

  /** What became of {@code sent} in {@code box}, where {@code found} has its word in it. */
  static Fate of(Sent sent, String box, List<Octets> found) {
    int most = sent.accepted() ? sent.recipients().getOrDefault(box, 0) : 0;
    int least = sent.mayGoBack() ? 0 : Math.min(most, 1);
    boolean mayBeMore = sent.others() && sent.accepted();
    int arrived = mayBeMore ? Math.min(found.size(), most) : found.size();
    String stored = found.isEmpty() ? "" : found.get(0).text();
    boolean kept = found.isEmpty() || isKept(sent, stored);
    Optional<Breach> breach;
    if (found.size() < least || arrived > most) {
      Rule rule = sent.accepted() ? Rule.ARRIVES_ONCE : Rule.REFUSED_STAYS_OUT;
      String check = most == 0 ? " none" : " count " + least;
      breach = breach(rule, sent.kind(), found.size() + " in the mailbox", "M: " + box + check);
    } else {
      breach = found.isEmpty() ? Optional.empty() : judgeText(sent, box, stored, kept);
    }
    String body = kept || arrived == 0 ? AS_SENT : bodyOf(stored);
    Verb verb = sent.chunked() ? Verb.BDAT : Verb.END;
    return new Fate(sent.word(), box, verb, sent.kind(), most, arrived, body, breach);
  }

  /** What became in {@code box} of a text that was never read to its end: it must not arrive. */
  static Fate ofUnended(String word, String box, int arrived) {
    Optional<Breach> breach =
        arrived > 0
            ? breach(Rule.REFUSED_STAYS_OUT, Argument.NONE, "arrived", "M: " + box + " none")
            : Optional.empty();
    return new Fate(word, box, Verb.END, Argument.NONE, 0, arrived, AS_SENT, breach);
  }

  /**
   * Whether {@code stored} has the body that was sent. Of one that need not be kept the ends of
   * lines do not count: of a lone CR before CRLF it cannot be told whose it is in a mailbox that
   * ends lines by LF.
   */
  private static boolean isKept(Sent sent, String stored) {
    return sent.isKeptIn(stored)
        || (!sent.mustBeKept() && plain(stored).endsWith("\n\n" + plain(sent.body())));
  }

  private static String bodyOf(String stored) {
    String lines = plain(stored);
    int gap = lines.indexOf("\n\n");
    return gap < 0 ? "" : lines.substring(gap + 2);
  }

  private static String plain(String text) {
    return text.replaceAll("\r+\n", "\n").stripTrailing();
  }

  private static Optional<Breach> judgeText(Sent sent, String box, String stored, boolean kept) {
    if (sent.mustBeKept() && !kept) {
      String body = "\n\n" + sent.body().replaceFirst("\n$", "");
      Rule rule = sent.chunked() ? Rule.CHUNK_IS_TEXT : Rule.TEXT_KEPT;
      return textBreach(rule, sent, OTHER, box, body);
    } else if (sent.text().endsWith(Texts.LAST) && !stored.contains(Texts.LAST.strip())) {
      Rule rule = sent.chunked() ? Rule.CHUNK_IS_TEXT : Rule.END_OF_DATA;
      return textBreach(rule, sent, CUT, box, Texts.LAST.strip());
    }
    return Optional.empty();
  }

  private static Optional<Breach> textBreach(
      Rule rule, Sent sent, String got, String box, String text) {
    String quoted = Octets.of(text).escaped().replace("\"", "\\\"");
    return breach(rule, sent.kind(), got, "M: " + box + " octets contain \"" + quoted + "\"");
  }

  private static Optional<Breach> breach(Rule rule, Argument kind, String got, String expected) {
    return Optional.of(new Breach(rule, State.TEXT, Verb.END, kind, got, expected));
  }

  /** Whether nothing has arrived that has to. */
  boolean isMissing() {
    return breach.isPresent() && arrived == 0;
  }

  /** Whether more may arrive, though it need not. */
  boolean isShort() {
    return arrived < taken;
  }
}
