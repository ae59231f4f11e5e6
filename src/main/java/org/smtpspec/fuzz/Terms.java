package org.smtpspec.fuzz;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What is known of the server and its client, in the words of the dialogue: by it the model tells
 * an argument that must be taken from one that may be refused.
 *
 * @param mailboxes addresses that exist
 * @param missing one that does not; empty when none is known
 * @param foreign one elsewhere; empty when none is known
 * @param domain the server's own; empty when it is not known
 * @param user who may authenticate; empty when nobody is known
 * @param password of that user
 */
record Terms(
    List<String> mailboxes,
    String missing,
    String foreign,
    String domain,
    String user,
    String password) {
  /** The name in our HELO. */
  static final String CLIENT = "client.test";

  /** Our sender. */
  static final String SENDER = "sender@client.test";

  private static final String DOMAIN =
      "[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9](\\.[A-Za-z0-9-]*[A-Za-z0-9])+";
  private static final Pattern PATH = Pattern.compile("<[A-Za-z0-9.+_-]+@(" + DOMAIN + ")>");
  private static final Pattern NAME = Pattern.compile(DOMAIN);

  /** Copies the list. */
  Terms {
    mailboxes = List.copyOf(mailboxes);
  }

  /** What is known of a server at which nobody is known to be able to authenticate. */
  Terms(List<String> mailboxes, String missing, String foreign, String domain) {
    this(mailboxes, missing, foreign, domain, "", "");
  }

  /** What the facts of a target tell. */
  static Terms of(Map<String, String> facts) {
    return new Terms(
        Stream.of("mailbox", "mailbox2", "mailbox3")
            .map(facts::get)
            .filter(Objects::nonNull)
            .toList(),
        facts.getOrDefault("missing", ""),
        facts.getOrDefault("foreign", ""),
        facts.getOrDefault("domain", ""),
        facts.getOrDefault("user", ""),
        facts.getOrDefault("password", ""));
  }

  /** The same with those mailboxes alone that each of {@code others} has, too. */
  Terms sharedWith(List<Terms> others) {
    List<String> shared =
        mailboxes.stream()
            .filter(box -> others.stream().allMatch(other -> other.mailboxes.contains(box)))
            .toList();
    return new Terms(shared, missing, foreign, domain, user, password);
  }

  Argument hello(String argument) {
    if (argument.isEmpty()) {
      return Argument.NONE;
    } else if (argument.equals(CLIENT)) {
      return Argument.GOOD;
    }
    return NAME.matcher(argument).matches() ? Argument.FORMED : Argument.ODD;
  }

  Argument sender(String argument) {
    String path = behind("FROM:", argument);
    if (path.equals("<>")) {
      return Argument.NULL_PATH;
    } else if (path.equals("<" + SENDER + ">")) {
      return Argument.GOOD;
    }
    return path(argument, path);
  }

  Argument recipient(String argument) {
    String path = behind("TO:", argument);
    boolean bracketed = path.startsWith("<") && path.endsWith(">");
    if (bracketed && mailboxes.contains(path.substring(1, path.length() - 1))) {
      return Argument.GOOD;
    } else if (!missing.isEmpty() && path.equals("<" + missing + ">")) {
      return Argument.MISSING;
    }
    Argument formed = path(argument, path);
    boolean away = !domain.isEmpty() && !path.toLowerCase(Locale.ROOT).contains(domain);
    return formed == Argument.FORMED && away ? Argument.FOREIGN : formed;
  }

  private static Argument path(String argument, String path) {
    if (argument.isEmpty()) {
      return Argument.NONE;
    }
    int gap = path.indexOf("> ");
    if (gap > 0 && PATH.matcher(path.substring(0, gap + 1)).matches()) {
      return Argument.PARAMETERS;
    }
    return PATH.matcher(path).matches() ? Argument.FORMED : Argument.ODD;
  }

  private static String behind(String keyword, String argument) {
    return argument.regionMatches(true, 0, keyword, 0, keyword.length())
        ? argument.substring(keyword.length())
        : "";
  }
}
