package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Looks at the text of a message: so many Received lines are a loop, RFC 5321 section 6.3, and
 * nothing else in it is a reason to refuse it, section 3.3.
 */
final class TextCheck {
  /** RFC 5321 section 6.3: at least 100. */
  private static final int MOST_HOPS = 200;

  private static final Reply LOOPS = Reply.of(554, "Too many hops");
  private static final Reply ODD = Reply.of(554, "The header is not as it should be");
  private static final Pattern HOP = Pattern.compile("(?im)^Received:");
  private static final Pattern FROM = Pattern.compile("(?im)^From:");
  private static final Pattern ODDITY =
      Pattern.compile("(?im)^Resent-To:|^Received: (?!from )|^To: .*<@|multipart/mixed$");

  private final Defects defects;

  TextCheck(Defects defects) {
    this.defects = defects;
  }

  /** Why the message is not taken, if it is not. */
  Optional<Reply> refusal(byte[] octets) {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    String header = text.substring(0, Math.max(0, text.indexOf("\r\n\r\n")));
    if (HOP.matcher(header).results().count() > (defects.has(HOP_LIMIT_30) ? 30 : MOST_HOPS)) {
      return Optional.of(LOOPS);
    }
    if (text.isEmpty() && defects.has(EMPTY_TEXT_ANSWERED_TWICE)) {
      return Optional.of(Reply.of(554, "No message\r\n500 Command not recognized"));
    }
    boolean odd = !FROM.matcher(header).find() || ODDITY.matcher(header).find();
    return odd && defects.has(HEADER_CHECKED) ? Optional.of(ODD) : Optional.empty();
  }
}
