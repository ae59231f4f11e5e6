package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a defective server replies otherwise than RFC 1123 and RFC 5321 want, though RFC 821 would
 * bear it. A sound server has none of this.
 */
final class Aberration {
  private static final List<String> EXTRA = List.of("EXPN", "HELP", "SEND", "SOML", "SAML");
  private static final Reply NOT_IMPLEMENTED = Reply.of(502, "Command not implemented");
  private static final Pattern DIGIT_FIRST = Pattern.compile("(?:^|@)\\d[a-z0-9-]*\\.[a-z]");
  private static final Pattern ODD =
      Pattern.compile("\\.!|:25!|<@>|:::|\\(\\(|<<|\"\"|\\\\\\\\|%n|\\.\\.|(?:,@.*){15}|[^ -~]");
  private static final Pattern POSTMASTER = Pattern.compile("(?i)to:<postmaster[@>]");

  private final Defects defects;

  Aberration(Defects defects) {
    this.defects = defects;
  }

  /** What is said instead of {@code sound}. */
  Reply instead(Command command, Reply sound) {
    Reply said = said(command, sound);
    return defects.has(REPLY_WITHOUT_TEXT)
        ? new Reply(said.code(), "", List.of(""), said.endSession())
        : said;
  }

  private Reply said(Command command, Reply sound) {
    return switch (command.verb()) {
      case "EHLO", "HELO" -> hello(command, sound);
      case "MAIL" -> mail(command.argument(), sound);
      case "RCPT" -> recipient(command.argument(), sound);
      case "VRFY", "EXPN" -> verified(command, sound);
      case "HELP" -> defects.has(LISTED_NOT_SERVED) ? NOT_IMPLEMENTED : sound;
      default -> sound;
    };
  }

  private Reply hello(Command command, Reply sound) {
    boolean extended = command.verb().equals("EHLO");
    if (extended && defects.has(EHLO_MISSING)) {
      return Reply.of(500, "Command not recognized");
    }
    if (defects.has(HELO_NAME_CHECKED) && command.argument().endsWith("elsewhere.test")) {
      return Reply.of(550, "That is not your name");
    }
    if (refusesDomain(command.argument())) {
      return Reply.of(501, "A domain is wanted");
    }
    if (!extended) {
      return defects.has(HELO_ANSWERED_LIKE_EHLO) && sound.hasCode("250")
          ? Reply.of(250, Directory.HOST, "SIZE 1000", "HELP")
          : sound;
    }
    return sound.hasCode("250") ? offered(sound) : sound;
  }

  private Reply offered(Reply sound) {
    Predicate<String> left = line -> false;
    if (defects.has(EXTRA_COMMANDS_NOT_LISTED)) {
      left = EXTRA::contains;
    } else if (defects.has(EIGHTBITMIME_NOT_OFFERED)) {
      left = line -> line.equals("8BITMIME");
    }
    Stream<String> lines = sound.text().stream().filter(left.negate());
    return new Reply(
        sound.code(),
        sound.status(),
        Stream.concat(lines, invented()).toList(),
        sound.endSession());
  }

  private Stream<String> invented() {
    if (defects.has(KEYWORD_MALFORMED)) {
      return Stream.of("X_ODD  TWO");
    } else if (defects.has(KEYWORD_INVENTED)) {
      return Stream.of("FROBNICATE");
    }
    return defects.has(LISTED_NOT_SERVED) ? Stream.of("VRFY") : Stream.empty();
  }

  private boolean refusesDomain(String argument) {
    return (defects.has(DIGIT_FIRST_REFUSED) && DIGIT_FIRST.matcher(argument).find())
        || (defects.has(IPV6_LITERAL_REFUSED) && argument.contains("[IPv6:"));
  }

  private Reply mail(String argument, Reply sound) {
    boolean bare = argument.indexOf('@') < 0 || argument.endsWith("@>");
    if (bare && argument.length() > 7 && defects.has(SENDER_WITHOUT_DOMAIN_UNCHECKED)) {
      return Reply.of(250, "OK");
    }
    if (refusesDomain(argument)) {
      return Reply.of(501, "Syntax error");
    }
    boolean ipv6 = argument.contains("[IPv6:");
    return ipv6 && defects.has(IPV6_LITERAL_UNCHECKED) ? Reply.of(250, "OK") : sound;
  }

  private Reply recipient(String argument, Reply sound) {
    if (defects.has(ODD_ADDRESS_ENDS_SESSION) && ODD.matcher(argument).find()) {
      return Reply.of(550, "What?").closing();
    }
    boolean bare = argument.toLowerCase(Locale.ROOT).equals("to:<postmaster>");
    boolean loud = POSTMASTER.matcher(argument).find() && !argument.contains("postmaster");
    return (bare && defects.has(POSTMASTER_NEEDS_DOMAIN))
            || (loud && defects.has(POSTMASTER_CASE_MATTERS))
        ? Reply.of(550, "No such user here")
        : sound;
  }

  private Reply verified(Command command, Reply sound) {
    if (defects.has(ODD_ADDRESS_ENDS_SESSION) && !command.printable()) {
      return Reply.of(550, "What?").closing();
    }
    if (defects.has(LISTED_NOT_SERVED)) {
      return NOT_IMPLEMENTED;
    }
    if (defects.has(VRFY_ADDRESS_UNKNOWN) && command.argument().indexOf('@') > 0) {
      return Reply.of(550, "No such user here");
    }
    if (!sound.hasCode("25")) {
      return sound;
    }
    UnaryOperator<String> change = UnaryOperator.identity();
    if (defects.has(VRFY_SHORT_DOMAIN)) {
      change = line -> line.replace("@" + Directory.DOMAIN, "@mta");
    } else if (defects.has(VRFY_WITHOUT_BRACKETS)) {
      change = line -> line.replaceAll("[<>]", "");
    } else if (defects.has(VRFY_GIVES_ROUTE)) {
      change = line -> line.replace("<", "<@" + Directory.HOST + ":");
    }
    return new Reply(
        sound.code(),
        sound.status(),
        sound.text().stream().map(change).toList(),
        sound.endSession());
  }
}
