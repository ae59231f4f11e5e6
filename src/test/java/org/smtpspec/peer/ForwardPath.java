package org.smtpspec.peer;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path of RFC 5321 section 4.1.2, taken apart.
 *
 * @param route whether it has a source route
 * @param local the local part without quotes
 * @param domain the domain or literal; empty for the null path and for a bare Postmaster
 */
record ForwardPath(boolean route, String local, String domain) {
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";
  private static final String DOMAIN = LABEL + "(?:\\." + LABEL + ")*";
  private static final String IP4 = "\\d{1,3}(?:\\.\\d{1,3}){3}";
  private static final String LITERAL =
      "\\[(?:" + IP4 + "|IPv6:[0-9A-Fa-f:.]{2,45}|[A-Za-z0-9-]*[A-Za-z0-9]:[!-Z^-~]+)\\]";
  private static final String LOCAL =
      ATOM + "(?:\\." + ATOM + ")*|\"(?:[ !#-\\[\\]-~]|\\\\[ -~])*\"";
  private static final Pattern PATH =
      Pattern.compile(
          "<(@%s(?:,@%s)*:)?(%s)@(%s|%s)>".formatted(DOMAIN, DOMAIN, LOCAL, DOMAIN, LITERAL));
  private static final Pattern NAME = Pattern.compile(DOMAIN + "|" + LITERAL);
  private static final int LONGEST_DOMAIN = 255;

  /** The path at the start of {@code text}, up to its closing bracket; empty when there is none. */
  static Optional<String> span(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (c == '>' && !quoted) {
        return Optional.of(text.substring(0, i + 1));
      }
    }
    return Optional.empty();
  }

  static Optional<ForwardPath> parse(String path) {
    if (path.equals("<>")) {
      return Optional.of(new ForwardPath(false, "", ""));
    } else if (path.equalsIgnoreCase("<postmaster>")) {
      return Optional.of(new ForwardPath(false, "postmaster", ""));
    }
    Matcher matcher = PATH.matcher(path);
    if (!matcher.matches() || !soundLiteral(matcher.group(3))) {
      return Optional.empty();
    }
    return Optional.of(
        new ForwardPath(matcher.group(1) != null, unquoted(matcher.group(2)), matcher.group(3)));
  }

  /** Whether HELO may name its host so. */
  static boolean isHost(String name) {
    return NAME.matcher(name).matches() && soundLiteral(name);
  }

  private static boolean soundLiteral(String domain) {
    if (domain.length() > LONGEST_DOMAIN) {
      return false;
    }
    if (domain.matches("\\[" + IP4 + "\\]")) {
      for (String part : domain.substring(1, domain.length() - 1).split("\\.", -1)) {
        if (Integer.parseInt(part) > 255) {
          return false;
        }
      }
    } else if (domain.regionMatches(true, 0, "[IPv6:", 0, 6)) {
      return isAddress6(domain.substring(6, domain.length() - 1));
    } else if (domain.startsWith("[")) {
      return false;
    }
    for (String label : domain.split("\\.", -1)) {
      if (!domain.startsWith("[") && label.length() > 63) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAddress6(String text) {
    try {
      return text.contains(":") && java.net.InetAddress.getByName(text) != null;
    } catch (java.net.UnknownHostException e) {
      return false;
    }
  }

  private static String unquoted(String local) {
    return local.startsWith("\"")
        ? local.substring(1, local.length() - 1).replaceAll("\\\\(.)", "$1")
        : local;
  }

  /** As a reverse path is shown in Return-Path. */
  String shown() {
    if (domain.isEmpty()) {
      return local.isEmpty() ? "<>" : "<" + local + ">";
    }
    boolean plain = local.matches(ATOM + "(?:\\." + ATOM + ")*");
    String word = plain ? local : "\"" + local.replaceAll("([\"\\\\])", "\\\\$1") + "\"";
    return "<" + word + "@" + domain + ">";
  }
}
