package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.smtpspec.reference.Account.Kind;

/**
 * RCPT. RFC 821 section 4.1.1, RFC 5321 section 4.1.1.3. The stock handler takes every recipient
 * that no hook refuses, foreign ones too, and answers a malformed address with 553.
 */
final class RcptVerb extends Verb {
  private static final int LIMIT = 200;
  private static final Reply OK = Reply.of(250, "OK");
  private static final Reply UNKNOWN = Reply.of(550, "No such user here");

  /** Whom only a defective server takes mail for. */
  private static final Account NOBODY = new Account("nobody", "Nobody", Kind.MAILBOX, List.of());

  /** Whose mail is taken and returned. */
  private static final Account RETURNED = new Account("nobody", "Nobody", Kind.LATE, List.of());

  private final Site site;
  private final Parameters parameters;

  RcptVerb(Site site) {
    super("RCPT");
    this.site = site;
    this.parameters = new Parameters(site.defects());
  }

  @Override
  Reply answer(Session session, Command command) {
    if (session.transaction().isEmpty()) {
      return outOfOrder(session);
    }
    try {
      PathArgument argument = PathArgument.recipient(command.argument(), site.defects());
      Optional<Reply> fault =
          parameters
              .ofRcpt(argument.parameters(), session.isExtended())
              .or(
                  () ->
                      International.refusal(argument, session.transaction().get(), site.defects()))
              .or(() -> surplus(session));
      return fault.orElseGet(() -> resolved(session, argument));
    } catch (SyntaxException e) {
      return Reply.of(site.has(BAD_RECIPIENT_554) ? 554 : 501, "Syntax: RCPT TO:<address>");
    }
  }

  private Reply outOfOrder(Session session) {
    if (!site.has(RCPT_WITHOUT_MAIL_ACCEPTED)) {
      return Reply.of(503, "MAIL first");
    }
    session.open(new Transaction("MAIL", MailPath.NULL));
    return OK;
  }

  private Optional<Reply> surplus(Session session) {
    int taken = session.transaction().orElseThrow().recipients().size();
    if (site.has(SURPLUS_COUNT_NOT_RESET)) {
      taken = session.residue().countRecipient() - 1;
    }
    int limit = site.has(RECIPIENT_LIMIT_99) ? 99 : LIMIT;
    boolean second = taken > 0 && site.has(SECOND_RECIPIENT_REFUSED);
    if (taken < limit && !second) {
      return Optional.empty();
    }
    if (site.has(SURPLUS_RECIPIENT_DROPS_ALL)) {
      session.drop();
    }
    return Optional.of(Reply.of(second ? 503 : 452, "Too many recipients"));
  }

  private Reply resolved(Session session, PathArgument argument) {
    Reply reply = resolved(session, argument.path());
    Map<String, String> values = Parameters.values(argument.parameters());
    boolean asked = !values.isEmpty() && session.transaction().isPresent();
    if (asked && reply.hasCode("2")) {
      session.transaction().get().ask(values);
    }
    return reply;
  }

  /** The route is not followed: the mailbox alone decides, RFC 5321 section 4.1.1.3. */
  private Reply resolved(Session session, MailPath path) {
    if (site.has(ROUTE_REFUSED_IN_RCPT) && path.text().startsWith("<@")) {
      return Reply.of(501, "No source routes");
    }
    if (path.isNull()) {
      return taken(session, path, Optional.of(NOBODY), OK);
    }
    boolean shouted = !path.domain().equals(path.domain().toLowerCase(Locale.ROOT));
    boolean local = site.directory().isLocal(path.domain());
    if (!local || (shouted && site.has(DOMAIN_CASE_MATTERS))) {
      return foreign(session, path);
    }
    Optional<Account> account = site.directory().account(path.user());
    if (account.isEmpty() || site.has(KNOWN_RECIPIENT_REFUSED)) {
      return unknown(session, path);
    }
    return found(session, path, account.get());
  }

  private Reply foreign(Session session, MailPath path) {
    String sender = session.transaction().orElseThrow().sender().domain();
    RelayPolicy.Decision decision =
        session.isAuthenticated()
            ? RelayPolicy.Decision.RELAY
            : site.relay().decide(session.getRemoteAddress().getAddress(), sender, path.domain());
    if (decision == RelayPolicy.Decision.REFUSE || path.domain().startsWith("#")) {
      boolean routed = path.text().startsWith("<@") && site.has(ROUTED_FOREIGN_RECIPIENT_500);
      int code = site.has(FOREIGN_RECIPIENT_450) ? 450 : 550;
      return Reply.of(routed ? 500 : code, "We do not relay")
          .withStatus(code == 450 ? "4.7.1" : "5.7.1");
    }
    return switch (decision) {
      case DROP -> taken(session, path, Optional.of(NOBODY), OK);
      case BOUNCE -> taken(session, path, Optional.of(RETURNED), OK);
      default -> taken(session, path, Optional.empty(), OK);
    };
  }

  private Reply unknown(Session session, MailPath path) {
    if (site.has(UNKNOWN_RECIPIENT_521)) {
      return UNKNOWN.withCode("521");
    }
    if (!site.has(UNKNOWN_RECIPIENT_ACCEPTED) && !site.has(REFUSAL_CODED_250)) {
      return site.has(UNKNOWN_RECIPIENT_450) ? UNKNOWN.withCode("450") : UNKNOWN;
    }
    return site.has(UNKNOWN_RECIPIENT_ACCEPTED)
        ? taken(session, path, Optional.of(NOBODY), OK)
        : Reply.of(250, "No such user here");
  }

  private Reply found(Session session, MailPath path, Account account) {
    return switch (account.kind()) {
      case MAILBOX, LIST, LATE -> atHome(session, path, account);
      case MOVED -> moved(session, path, account);
      case GONE -> gone(session, path, account);
      case BUSY -> Reply.of(site.has(BUSY_550) ? 550 : 450, "Mailbox busy");
      case FULL -> full(session, path, account);
      case SHUTDOWN -> Shutdown.reply(site.defects());
    };
  }

  /** Nobody has a terminal here: 450 to a recipient of SEND, RFC 821 section 3.4. */
  private Reply atHome(Session session, MailPath path, Account account) {
    boolean send = session.transaction().orElseThrow().verb().equals("SEND");
    if (send && !site.has(SEND_ACCEPTED_AND_LOST)) {
      return Reply.of(site.has(SEND_RECIPIENT_503) ? 503 : 450, "User not active now");
    }
    return taken(session, path, Optional.of(account), OK);
  }

  private Reply moved(Session session, MailPath path, Account account) {
    if (site.has(MOVED_USER_550)) {
      return UNKNOWN;
    }
    String to = site.has(FORWARD_WITHOUT_PATH) ? "the new address" : forward(account);
    Reply told = Reply.of(251, "User not local; will forward to " + to);
    return atHome(session, path, account).hasCode("2")
        ? told
        : Reply.of(450, "User not active now");
  }

  private Reply gone(Session session, MailPath path, Account account) {
    if (site.has(GONE_RECIPIENT_HELD)) {
      taken(session, path, Optional.of(account), OK);
    }
    String to = site.has(GONE_WITHOUT_PATH) ? "elsewhere" : Directory.GONE_TO;
    return Reply.of(551, "User not local; please try " + to);
  }

  private Reply full(Session session, MailPath path, Account account) {
    if (site.has(REFUSED_RECIPIENT_SERVED)) {
      taken(session, path, Optional.of(account), OK);
    }
    return Reply.of(site.has(QUOTA_550) ? 550 : 552, "Mailbox full");
  }

  private Reply taken(Session session, MailPath path, Optional<Account> account, Reply reply) {
    session.transaction().orElseThrow().add(new Recipient(path, account, Map.of()));
    return reply;
  }

  private String forward(Account account) {
    return site.directory().members(account).get(0).path();
  }
}
