package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.Locale;
import java.util.Optional;

/**
 * AUTH, with the mechanisms PLAIN (RFC 4616) and LOGIN, under TLS only. RFC 4954 section 4. There
 * is one account, see {@link Credentials}.
 */
final class AuthVerb extends Verb {
  private final Defects defects;

  AuthVerb(Defects defects) {
    super("AUTH");
    this.defects = defects;
  }

  @Override
  Reply answer(Session session, Command command) {
    return refusal(session, command)
        .orElseGet(
            () -> {
              String[] words = command.argument().split(" +", 2);
              return begun(session, words[0], words.length > 1 ? words[1] : "");
            });
  }

  private Optional<Reply> refusal(Session session, Command command) {
    if (session.hello().isEmpty()) {
      return Optional.of(Reply.of(503, "EHLO first"));
    }
    if (!command.hasArgument()) {
      return Optional.of(
          Reply.of(defects.has(AUTH_WITHOUT_MECHANISM_250) ? 250 : 501, "AUTH mechanism"));
    }
    if (session.isAuthenticated() && !defects.has(AUTH_TWICE_ACCEPTED)) {
      return Optional.of(Reply.of(503, "You are known already"));
    }
    if (session.transaction().isPresent() && !defects.has(AUTH_IN_TRANSACTION_ACCEPTED)) {
      return Optional.of(Reply.of(503, "Not within a transaction"));
    }
    boolean open = session.isTLSStarted() || defects.has(AUTH_OFFERED_IN_CLEAR);
    return open || defects.has(AUTH_ACCEPTED_IN_CLEAR)
        ? Optional.empty()
        : Optional.of(Reply.of(504, "STARTTLS first"));
  }

  private Reply begun(Session session, String word, String initial) {
    String mechanism =
        defects.has(AUTH_MECHANISM_CASE_MATTERS) ? word : word.toUpperCase(Locale.ROOT);
    if (!mechanism.equals("PLAIN") && !mechanism.equals("LOGIN")) {
      return Reply.of(defects.has(AUTH_UNKNOWN_MECHANISM_454) ? 454 : 504, "No such mechanism");
    }
    var exchange = new AuthExchange(defects, mechanism);
    Reply first = initial.isEmpty() ? exchange.challenge() : exchange.response(session, initial);
    if (first.hasCode("3")) {
      session.beginAuth(exchange);
    }
    return first;
  }
}
