package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Optional;
import org.smtpspec.reference.Account.Kind;

/** EXPN, of a mailing list. RFC 821 section 3.3; the stock handler says 502. */
final class ExpnVerb extends Verb {
  private final Site site;

  ExpnVerb(Site site) {
    super("EXPN");
    this.site = site;
  }

  @Override
  Reply answer(Session session, Command command) {
    Optional<Account> staff = site.directory().account("staff");
    if (!command.hasArgument()) {
      return site.has(EXPN_WITHOUT_ARGUMENT_250)
          ? expanded(staff.orElseThrow())
          : Reply.of(501, "The name of a list is wanted");
    }
    MailPath path = Name.parse(command.argument());
    Optional<Account> account =
        site.directory().isLocal(path.domain())
            ? site.directory().account(path.user())
            : Optional.empty();
    if (account.isEmpty()) {
      return Reply.of(site.has(EXPN_UNKNOWN_250) ? 250 : 550, "No such list here");
    }
    if (account.get().kind() != Kind.LIST) {
      return Reply.of(
          site.has(EXPN_USER_451) ? 451 : 550, "That is a user name, not a mailing list");
    }
    return expanded(account.get());
  }

  /** One member on each line. */
  private Reply expanded(Account list) {
    List<Account> members = site.directory().members(list);
    List<Account> named =
        site.has(EXPN_LEAVES_OUT_MEMBER) ? members.subList(0, members.size() - 1) : members;
    List<String> lines = named.stream().map(this::line).toList();
    return site.has(EXPN_ON_ONE_LINE)
        ? Reply.of(250, String.join(", ", lines))
        : new Reply("250", "", lines, false);
  }

  private String line(Account member) {
    return site.has(EXPN_WITHOUT_BRACKETS)
        ? member.name() + "@" + Directory.DOMAIN
        : member.fullPath();
  }
}
