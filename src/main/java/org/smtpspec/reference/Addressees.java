package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.smtpspec.reference.Account.Kind;

/**
 * Sorts the recipients of a transaction by what becomes of the mail.
 *
 * @param homes the mailboxes that get it, each once
 * @param late the recipients whom it cannot be delivered to after all
 * @param foreign the recipients elsewhere
 */
record Addressees(Set<String> homes, List<MailPath> late, List<MailPath> foreign) {

  static Addressees of(Transaction transaction, Defects defects) {
    List<Recipient> served = served(transaction, defects);
    Set<String> homes = new LinkedHashSet<>();
    for (Recipient recipient : served) {
      recipient.account().filter(a -> isServed(a, defects)).ifPresent(a -> homes.addAll(a.homes()));
    }
    if (defects.has(LIST_LEAVES_OUT_SENDER) && homes.size() > 1) {
      homes.remove(transaction.sender().user());
    }
    return new Addressees(
        defects.has(DELIVERED_TO_POSTMASTER) ? Set.of("postmaster") : homes,
        paths(served, true),
        paths(served, false));
  }

  private static List<MailPath> paths(List<Recipient> recipients, boolean late) {
    return recipients.stream()
        .filter(
            r ->
                late
                    ? r.account().map(a -> a.kind() == Kind.LATE).orElse(false)
                    : r.account().isEmpty())
        .map(Recipient::path)
        .distinct()
        .toList();
  }

  private static boolean isServed(Account account, Defects defects) {
    return account.kind() != Kind.MOVED || !defects.has(FORWARDED_MAIL_LOST);
  }

  private static List<Recipient> served(Transaction transaction, Defects defects) {
    List<Recipient> all = transaction.recipients();
    int count = all.size();
    boolean lost =
        (transaction.verb().equals("SOML") && defects.has(SOML_LOST))
            || (transaction.verb().equals("SAML") && defects.has(SAML_LOST))
            || transaction.verb().equals("SEND")
            || count == 0;
    if (lost) {
      return List.of();
    }
    if (defects.has(FIRST_RECIPIENT_ONLY)) {
      return all.subList(0, 1);
    }
    if (defects.has(LAST_RECIPIENT_ONLY)) {
      return all.subList(count - 1, count);
    }
    boolean cut = defects.has(HUNDREDTH_RECIPIENT_LOST) && count > 99;
    return cut ? all.subList(0, 99) : all;
  }
}
