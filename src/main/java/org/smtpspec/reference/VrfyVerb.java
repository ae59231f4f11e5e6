package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Optional;
import org.smtpspec.reference.Account.Kind;

/**
 * VRFY, of a user name, a mailbox or a word of a full name. RFC 821 section 3.3, RFC 5321 section
 * 3.5; the stock handler says 502.
 */
final class VrfyVerb extends Verb {
  private final Site site;

  VrfyVerb(Site site) {
    super("VRFY");
    this.site = site;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (!command.hasArgument()) {
      return Reply.of(site.has(VRFY_WITHOUT_ARGUMENT_250) ? 250 : 501, "A name is wanted");
    }
    MailPath path = Name.parse(command.argument());
    if (!site.directory().isLocal(path.domain())) {
      return foreign(session);
    }
    Optional<Account> account = site.directory().account(path.user());
    if (account.isPresent() && !site.has(VRFY_KNOWN_USER_550)) {
      return confirmed(account.get());
    }
    return path.domain().isEmpty() ? called(path.user()) : unknown(path.user());
  }

  /** 252 is no code of RFC 821; it is given where the client spoke EHLO, RFC 5321 section 3.5.3. */
  private Reply foreign(Session session) {
    boolean relayed = site.relay().permits(session.getRemoteAddress().getAddress());
    return relayed && session.isExtended()
        ? Reply.of(252, "Cannot verify the user, but will take mail for him")
        : Reply.of(550, "Not one of our users");
  }

  private Reply called(String word) {
    List<Account> found = site.directory().called(word);
    if (found.size() == 1 && !site.has(VRFY_KNOWN_USER_550)) {
      return confirmed(found.get(0));
    }
    if (found.size() > 1) {
      return site.has(VRFY_AMBIGUOUS_250)
          ? confirmed(found.get(0))
          : Reply.of(553, "User ambiguous");
    }
    return unknown(word);
  }

  private Reply unknown(String user) {
    return site.has(VRFY_UNKNOWN_250)
        ? Reply.of(250, "<" + user + "@" + Directory.DOMAIN + ">")
        : Reply.of(550, "String does not match anything");
  }

  private Reply confirmed(Account account) {
    if (account.kind() == Kind.MOVED) {
      String to = site.has(VRFY_MOVED_WITHOUT_PATH) ? "the new address" : forward(account);
      return Reply.of(251, "User not local; will forward to " + to);
    }
    if (account.kind() == Kind.GONE) {
      return Reply.of(551, "User not local; please try " + Directory.GONE_TO);
    }
    if (account.kind() == Kind.LIST && site.has(VRFY_LIST_451)) {
      return Reply.of(451, "Local error in processing");
    }
    return Reply.of(250, shown(account));
  }

  private String shown(Account account) {
    if (site.has(VRFY_NAME_BEHIND_MAILBOX)) {
      return account.path() + " " + account.fullName();
    }
    return site.has(VRFY_WITHOUT_MAILBOX) ? account.fullName() : account.fullPath();
  }

  private String forward(Account account) {
    return site.directory().members(account).get(0).path();
  }
}
