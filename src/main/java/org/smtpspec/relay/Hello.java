package org.smtpspec.relay;

import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/** How a client makes itself known. */
record Hello(Manner manner, Words words) {
  /** The HELO or EHLO line, if there is one. */
  Optional<String> line() {
    return switch (manner) {
      case NONE -> Optional.empty();
      case HELO -> Optional.of("HELO " + Words.CLIENT);
      case HELO_HOST -> Optional.of("HELO " + words.host());
      case HELO_DOMAIN -> Optional.of("HELO " + words.domain());
      case HELO_LITERAL -> Optional.of("HELO " + words.literal());
      case HELO_VICTIM -> Optional.of("HELO " + Words.VICTIM);
      case HELO_LOCALHOST -> Optional.of("HELO localhost");
      default -> Optional.of("EHLO " + Words.CLIENT);
    };
  }

  /**
   * Tries a wrong password by the first of PLAIN and LOGIN that is offered.
   *
   * @return why that cannot be, if so
   */
  Optional<Reception> failAuth(Exchange exchange, Optional<Reply> offered) {
    String mechanisms = mechanisms(offered);
    if (mechanisms.contains("PLAIN")) {
      exchange.ask("AUTH PLAIN " + coded("\0" + words.user() + "\0wrong"));
      return Optional.empty();
    } else if (mechanisms.contains("LOGIN")) {
      exchange.ask("AUTH LOGIN");
      exchange.ask(coded(words.user()));
      exchange.ask(coded("wrong"));
      return Optional.empty();
    }
    return Optional.of(Reception.absent("the server offers neither AUTH PLAIN nor LOGIN"));
  }

  private static String mechanisms(Optional<Reply> offered) {
    return offered.stream()
        .flatMap(reply -> reply.lines().stream())
        .map(line -> line.toUpperCase(Locale.ROOT))
        .filter(line -> line.startsWith("AUTH"))
        .findFirst()
        .orElse("");
  }

  private static String coded(String text) {
    return Base64.getEncoder().encodeToString(Octets.of(text).toBytes());
  }
}
