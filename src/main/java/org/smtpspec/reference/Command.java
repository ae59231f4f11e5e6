package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.james.protocols.api.Request;

/**
 * A command line taken apart: a word, blanks, an argument. RFC 821 section 4.1.2. The stock
 * dispatcher trims the line, so that a lone CR or LF, a leading blank and octets above 127 get lost
 * before anyone can refuse them.
 *
 * @param verb the command word in upper case
 * @param argument what follows it, without blanks at either end; empty if nothing does
 * @param printable whether the line held nothing but printable ASCII
 */
record Command(String verb, String argument, boolean printable) implements Request {
  /** The command words that we know. */
  static final List<String> WORDS =
      List.of(
          "HELO",
          "EHLO",
          "MAIL",
          "RCPT",
          "DATA",
          "RSET",
          "NOOP",
          "QUIT",
          "VRFY",
          "EXPN",
          "HELP",
          "SEND",
          "SOML",
          "SAML",
          "TURN",
          "STARTTLS",
          "AUTH",
          "BDAT",
          "ETRN");

  static Command parse(byte[] line, Defects defects) {
    String whole = new String(line, StandardCharsets.ISO_8859_1);
    String text = withoutTrailingBlanks(whole);
    if (defects.has(TRAILING_BLANK_REFUSED) && whole.length() - text.length() > 2) {
      text = "?";
    }
    boolean printable = isPrintable(text);
    int space = text.indexOf(' ');
    String word = space < 0 ? text : text.substring(0, space);
    String argument = space < 0 ? "" : text.substring(space + 1);
    if (defects.has(WORD_RUNS_INTO_ARGUMENT) && word.length() > 4 && word.indexOf(':') == 8) {
      argument = text.substring(4);
      word = text.substring(0, 4);
    }
    String stripped = defects.has(TWO_SPACES_REFUSED) ? argument : argument.stripLeading();
    return new Command(known(word, defects), stripped, printable);
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return false;
      }
    }
    return true;
  }

  private static String known(String word, Defects defects) {
    String upper = word.toUpperCase(Locale.ROOT);
    if (defects.has(COMMAND_WORDS_CASE_SENSITIVE) && !word.equals(upper)) {
      return "?";
    }
    return defects.any()
        ? WORDS.stream().filter(known -> stands(upper, known, defects)).findFirst().orElse(upper)
        : upper;
  }

  private static boolean stands(String word, String known, Defects defects) {
    return (defects.has(ABBREVIATIONS_KNOWN) && word.length() == 3 && known.startsWith(word))
        || (defects.has(LONGER_WORDS_KNOWN) && word.length() < 8 && word.startsWith(known));
  }

  private static String withoutTrailingBlanks(String line) {
    int end = line.endsWith("\r\n") ? line.length() - 2 : line.length();
    while (end > 0 && (line.charAt(end - 1) == ' ' || line.charAt(end - 1) == '\t')) {
      end--;
    }
    return line.substring(0, end);
  }

  /** Whether the verb has an argument that may be a mailbox in UTF-8, RFC 6531 section 3.2. */
  boolean isInternational() {
    boolean noControls = argument.chars().allMatch(c -> c >= ' ' && c != 0x7F);
    return noControls && List.of("MAIL", "RCPT", "VRFY", "EXPN").contains(verb);
  }

  boolean hasArgument() {
    return !argument.isEmpty();
  }

  @Override
  public String getCommand() {
    return verb;
  }

  @Override
  public String getArgument() {
    return argument;
  }
}
