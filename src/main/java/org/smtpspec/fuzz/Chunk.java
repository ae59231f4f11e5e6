package org.smtpspec.fuzz;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A BDAT command: its line, and the octets behind it. RFC 3030 section 2.
 *
 * @param size how many octets stand behind the line
 * @param last whether the message ends with them
 */
record Chunk(int size, boolean last) {
  /** Sizes of more digits are not written: nobody sends so much. */
  private static final Pattern FORM =
      Pattern.compile("BDAT (\\d{1,8})( LAST)?", Pattern.CASE_INSENSITIVE);

  private static final String END_MARK = ".\r\n";

  /** What a line says, without its CRLF; empty when it is not as RFC 3030 has it. */
  static Optional<Chunk> of(String line) {
    Matcher form = FORM.matcher(line);
    return form.matches()
        ? Optional.of(new Chunk(Integer.parseInt(form.group(1)), form.group(2) != null))
        : Optional.empty();
  }

  /** The chunk that {@code octets} are from begin to end; empty when they are not one whole. */
  static Optional<Chunk> whole(String octets) {
    int end = octets.indexOf("\r\n");
    return end < 0
        ? Optional.empty()
        : of(octets.substring(0, end)).filter(one -> end + 2 + one.size == octets.length());
  }

  /** The octets of a whole chunk, its line not included. */
  static String content(String octets) {
    return octets.substring(octets.indexOf("\r\n") + 2);
  }

  /** The command with which {@code content} is sent. */
  static String written(String content, boolean last) {
    return "BDAT " + content.length() + (last ? " LAST" : "") + "\r\n" + content;
  }

  /** The text that {@code text}, which is sent behind DATA, stands for. RFC 5321 section 4.5.2. */
  static String plain(String text) {
    String lines = text.substring(0, text.length() - END_MARK.length());
    return (lines.startsWith("..") ? lines.substring(1) : lines).replace("\r\n..", "\r\n.");
  }

  /** The text behind DATA that stands for {@code plain}, without its end mark. */
  static String doubled(String plain) {
    String lines = plain.replace("\r\n.", "\r\n..");
    return lines.startsWith(".") ? "." + lines : lines;
  }
}
