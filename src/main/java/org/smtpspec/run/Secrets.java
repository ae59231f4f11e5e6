package org.smtpspec.run;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What no result may show: the password of the target's account, in the clear or in base64 as AUTH
 * sends it. RFC 4954 section 4. The judge sees everything; what is written down has been here.
 */
final class Secrets {
  /** Nothing to hide. */
  static final Secrets NONE = new Secrets(Optional.empty());

  private static final String MASK = "[masked]";

  private final Optional<String> password;
  private final Pattern clear;
  private final Pattern coded;

  /** Hides {@code password}; an empty one cannot be hidden. */
  Secrets(Optional<String> password) {
    this.password = password.filter(word -> !word.isEmpty()).map(Secrets::lower);
    String word = this.password.orElse("");
    this.clear = Pattern.compile(Pattern.quote(word), Pattern.CASE_INSENSITIVE);
    // Three octets are four signs: what is shorter has no room for it.
    int least = word.getBytes(StandardCharsets.UTF_8).length * 4 / 3;
    this.coded = Pattern.compile("[A-Za-z0-9+/]{" + Math.max(4, least) + ",}={0,2}");
  }

  /** {@code text} without the password. */
  String masked(String text) {
    if (password.isEmpty()) {
      return text;
    }
    return coded
        .matcher(clear.matcher(text).replaceAll(MASK))
        .replaceAll(found -> Matcher.quoteReplacement(hides(found.group()) ? MASK : found.group()));
  }

  private boolean hides(String group) {
    String whole = group.replace("=", "");
    try {
      return lower(new String(Base64.getDecoder().decode(whole), StandardCharsets.UTF_8))
          .contains(password.orElseThrow());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
