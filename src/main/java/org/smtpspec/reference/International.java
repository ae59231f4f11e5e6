package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Addresses with letters beyond ASCII, in UTF-8: they are for transactions whose MAIL had the
 * parameter SMTPUTF8. RFC 6531 sections 3.3 and 3.5.
 */
final class International {
  private static final int FIRST = 0x80;

  private International() {}

  /** Whether {@code c} is an octet of such a letter. */
  static boolean isPart(char c) {
    return c >= FIRST;
  }

  /** What is wrong with the path of MAIL, if anything. */
  static Optional<Reply> refusal(PathArgument argument, Defects defects) {
    boolean announced = Parameters.values(argument.parameters()).containsKey("SMTPUTF8");
    Reply refusal = Reply.of(550, "Only with SMTPUTF8").withStatus("5.6.7");
    return refusal(argument.path(), announced, refusal, defects);
  }

  /** What is wrong with the path of RCPT, if anything. */
  static Optional<Reply> refusal(PathArgument argument, Transaction transaction, Defects defects) {
    Reply refusal = Reply.of(553, "Only with SMTPUTF8").withStatus("5.6.7");
    return refusal(argument.path(), transaction.isInternational(), refusal, defects);
  }

  private static Optional<Reply> refusal(
      MailPath path, boolean announced, Reply refusal, Defects defects) {
    if (path.text().chars().allMatch(c -> c < FIRST)) {
      return Optional.empty();
    }
    if (!isUtf8(path.text()) && !defects.has(BROKEN_UTF8_ACCEPTED)) {
      return Optional.of(Reply.of(501, "That is not UTF-8"));
    }
    if (defects.has(INTERNATIONAL_ADDRESS_REFUSED)) {
      return Optional.of(Reply.of(501, "Syntax error in the address"));
    }
    return announced || defects.has(INTERNATIONAL_ADDRESS_UNANNOUNCED)
        ? Optional.empty()
        : Optional.of(refusal);
  }

  private static boolean isUtf8(String octets) {
    try {
      StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(octets.getBytes(StandardCharsets.ISO_8859_1)));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
