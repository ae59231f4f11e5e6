package org.smtpspec.suite;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A condition that a target must fulfil for a case to be played.
 *
 * @param text as a suite file writes it: {@code ehlo}, {@code ehlo:SIZE}, {@code !ehlo:SIZE},
 *     {@code tls:AUTH=PLAIN}, {@code inbox}, {@code arg:foreign} ...
 */
public record Need(String text) {
  private static final Pattern FORM =
      Pattern.compile(
          "ehlo|!?(?:ehlo|tls):[A-Za-z0-9-]+(?:=[A-Za-z0-9_-]+)?|tls|auth|inbox|next-hop");

  static Optional<Need> parse(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new Need(text)) : Optional.empty();
  }

  static Need fact(String name) {
    return new Need("arg:" + name);
  }

  static Need vantage(String word) {
    return new Need("vantage:" + word);
  }

  /**
   * Why the need is not met; empty when it is.
   *
   * @param offers what the target offers: {@code ehlo}, {@code ehlo:SIZE}, {@code inbox}, {@code
   *     arg:foreign} ...
   */
  public Optional<String> unmet(Set<String> offers) {
    if (text.startsWith("!")) {
      String keyword = text.substring(1);
      return offers.contains(upper(keyword))
          ? Optional.of("the server offers " + words(keyword))
          : Optional.empty();
    }
    if (offers.contains(upper(text))) {
      return Optional.empty();
    }
    if (text.startsWith("arg:")) {
      return Optional.of("the target names no '" + text.substring(4) + "'");
    }
    if (text.startsWith("vantage:")) {
      return Optional.of("the target has no vantage point '" + text.substring(8) + "'");
    }
    return Optional.of(
        switch (text) {
          case "ehlo" -> "the server does not take EHLO";
          case "inbox" -> "the target has no inbox that can be read";
          case "next-hop" -> "the target has no next hop whose mail can be read";
          case "tls" -> "the server does not offer STARTTLS";
          case "auth" -> "the target names no account";
          default -> "the server does not offer " + words(text);
        });
  }

  /** The keyword of {@code need}, and where it is looked for. */
  private static String words(String need) {
    String keyword = need.substring(need.indexOf(':') + 1).replace('=', ' ');
    return need.startsWith("tls:") ? keyword + " under TLS" : keyword;
  }

  private static String upper(String need) {
    boolean keyword = need.startsWith("ehlo:") || need.startsWith("tls:");
    int start = need.indexOf(':') + 1;
    return keyword
        ? need.substring(0, start) + need.substring(start).toUpperCase(Locale.ROOT)
        : need;
  }
}
