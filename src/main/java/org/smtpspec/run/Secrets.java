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
record Secrets(Optional<String> password) {
  /** Nothing to hide. */
  static final Secrets NONE = new Secrets(Optional.empty());

  private static final String MASK = "[masked]";
  private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{4,}={0,2}");

  /** {@code text} without the password. */
  String masked(String text) {
    if (password.isEmpty() || password.get().isEmpty()) {
      return text;
    }
    String plain = Pattern.quote(password.get());
    String clear = Pattern.compile(plain, Pattern.CASE_INSENSITIVE).matcher(text).replaceAll(MASK);
    return BASE64
        .matcher(clear)
        .replaceAll(found -> Matcher.quoteReplacement(hides(found.group()) ? MASK : found.group()));
  }

  private boolean hides(String coded) {
    String whole = coded.replace("=", "");
    try {
      return holds(Base64.getDecoder().decode(whole));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private boolean holds(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8).toLowerCase(Locale.ROOT);
    return text.contains(password.orElseThrow().toLowerCase(Locale.ROOT));
  }
}
