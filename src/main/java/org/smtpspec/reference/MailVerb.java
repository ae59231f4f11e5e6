package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.Optional;

/**
 * MAIL, SEND, SOML and SAML: each opens a transaction and clears all buffers. RFC 821 sections 3.1
 * and 3.4. The stock handler knows MAIL only, answers a second one with 503 and forgets the sender
 * of the open transaction then.
 */
final class MailVerb extends Verb {
  private final Defects defects;
  private final Parameters parameters;

  MailVerb(Defects defects) {
    super("MAIL", "SEND", "SOML", "SAML");
    this.defects = defects;
    this.parameters = new Parameters(defects);
  }

  @Override
  Reply answer(Session session, Command command) {
    if (session.hello().isEmpty() && !defects.has(MAIL_BEFORE_HELO_ACCEPTED)) {
      return Reply.of(503, "HELO or EHLO first");
    }
    if (defects.has(SECOND_TRANSACTION_REFUSED) && session.residue().messages() > 0) {
      return Reply.of(503, "One message is enough");
    }
    if (defects.has(MAIL_BEFORE_STARTTLS_554) && !session.isTLSStarted()) {
      return Reply.of(554, "Only under TLS");
    }
    try {
      PathArgument argument = PathArgument.sender(command.argument(), defects);
      Optional<Reply> fault =
          refusal(argument.path(), command.argument())
              .or(() -> parameters.ofMail(argument.parameters(), session.isExtended()))
              .or(() -> International.refusal(argument, defects));
      return fault
          .or(() -> leftover(session, argument))
          .map(refusal -> noted(session, refusal))
          .orElseGet(() -> opened(session, command.verb(), argument));
    } catch (SyntaxException e) {
      return malformed(session, command);
    }
  }

  private Reply noted(Session session, Reply refusal) {
    if (defects.has(REFUSED_SIZE_REMEMBERED) && refusal.hasCode("552")) {
      session.residue().refuseSize();
    }
    return refusal;
  }

  /** The size of an earlier MAIL counts for one that names none; Postfix up to 3.10 does so. */
  private Optional<Reply> leftover(Session session, PathArgument argument) {
    if (!session.residue().sizeRefused()) {
      return Optional.empty();
    }
    boolean named = !Parameters.values(argument.parameters()).getOrDefault("SIZE", "").isEmpty();
    return named
        ? Optional.empty()
        : Optional.of(Reply.of(552, "Message exceeds the maximum size"));
  }

  private Reply opened(Session session, String verb, PathArgument argument) {
    Optional<Transaction> before = session.transaction();
    MailPath sender = remembered(session, before, argument.path());
    Transaction transaction =
        new Transaction(verb, sender, Parameters.values(argument.parameters()));
    session.open(transaction);
    boolean kept =
        verb.equals("MAIL")
            ? defects.has(SECOND_MAIL_KEEPS_RECIPIENTS)
            : defects.has(SOML_KEEPS_RECIPIENTS);
    if (kept) {
      before.map(Transaction::recipients).ifPresent(transaction::addAll);
    }
    transaction.addAll(session.residue().recipients());
    session.residue().recipients().clear();
    return Reply.of(250, "OK");
  }

  private MailPath remembered(Session session, Optional<Transaction> before, MailPath sender) {
    if (defects.has(SECOND_MAIL_KEEPS_SENDER)) {
      return before.map(Transaction::sender).orElse(sender);
    }
    return defects.has(FIRST_SENDER_REMEMBERED) ? session.residue().firstSender(sender) : sender;
  }

  /** No sender is refused by a sound server. */
  private Optional<Reply> refusal(MailPath sender, String argument) {
    if (defects.has(NULL_PATH_REFUSED) && sender.isNull()) {
      return Optional.of(Reply.of(501, "A sender is wanted"));
    }
    if (defects.has(ROUTE_REFUSED_IN_MAIL) && sender.text().startsWith("<@")) {
      return Optional.of(Reply.of(501, "No source routes"));
    }
    if (defects.has(NUMBER_DOMAIN_500) && sender.domain().startsWith("#")) {
      return Optional.of(Reply.of(500, "Syntax error"));
    }
    if (defects.has(EMPTY_QUOTES_450) && sender.user().isEmpty() && !sender.isNull()) {
      return Optional.of(Reply.of(450, "No such user now"));
    }
    boolean escaped = argument.indexOf('\\') > 0 && argument.indexOf('"') < 0;
    return defects.has(BACKSLASH_OUTSIDE_QUOTES_500) && escaped
        ? Optional.of(Reply.of(500, "Syntax error"))
        : Optional.empty();
  }

  private Reply malformed(Session session, Command command) {
    Reply malformed = Reply.of(501, "Syntax: " + command.verb() + " FROM:<address>");
    String argument = command.argument();
    if (defects.has(BAD_MAIL_OPENS_TRANSACTION)) {
      session.open(new Transaction(command.verb(), MailPath.NULL));
    }
    if (defects.has(PATH_WITHOUT_BRACKETS_554) && argument.indexOf('<') < 0) {
      return malformed.withCode("554");
    }
    if (defects.has(LONG_PATH_451) && argument.length() > 256) {
      return malformed.withCode("451");
    }
    boolean spaced = argument.regionMatches(true, 0, "FROM: ", 0, 6);
    return defects.has(SPACE_BEFORE_PATH_ENDS_SESSION) && spaced ? malformed.closing() : malformed;
  }
}
