package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.Locale;

/** HELP. RFC 821 section 4.1.1; the stock handler says 502. */
final class HelpVerb extends Verb {
  private final Defects defects;

  HelpVerb(Defects defects) {
    super("HELP");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (defects.has(HELP_WITHOUT_TEXT)) {
      return Reply.of(214, "");
    }
    if (!command.hasArgument()) {
      return Reply.of(
          214, "Commands:", "  " + String.join(" ", Command.WORDS), "HELP and a command says more");
    }
    if (defects.has(HELP_TOPIC_450)) {
      return Reply.of(450, "No help now");
    }
    String topic = command.argument().toUpperCase(Locale.ROOT);
    if (!Command.WORDS.contains(topic)) {
      return Reply.of(defects.has(HELP_UNKNOWN_TOPIC_550) ? 550 : 504, "No help on that");
    }
    return Reply.of(214, "Syntax: " + topic + arguments(topic));
  }

  private static String arguments(String topic) {
    return switch (topic) {
      case "HELO", "EHLO" -> " <domain>";
      case "MAIL", "SEND", "SOML", "SAML" -> " FROM:<reverse-path>";
      case "RCPT" -> " TO:<forward-path>";
      case "VRFY", "EXPN" -> " <string>";
      case "HELP" -> " [<command>]";
      default -> "";
    };
  }
}
