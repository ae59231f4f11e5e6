package org.smtpspec.reference;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.smtpspec.reference.Account.Kind;

/** Who lives at {@code mta.test}. Fixed: the cases count on it. */
final class Directory {
  /** The own domain. */
  static final String DOMAIN = "mta.test";

  /** The official host name, RFC 821 section 3.7. */
  static final String HOST = "mx.mta.test";

  /** The right path of the user who is gone. */
  static final String GONE_TO = "<dave@elsewhere.test>";

  private static final List<String> LOCAL = List.of(DOMAIN, HOST, "[127.0.0.1]");

  private final Map<String, Account> accounts = new LinkedHashMap<>();

  Directory() {
    add("alice", "Alice Liddell", Kind.MAILBOX, "alice");
    add("bob", "Bob Smith", Kind.MAILBOX, "bob");
    add("postmaster", "Post Master", Kind.MAILBOX, "postmaster");
    add("staff", "All Staff", Kind.LIST, "alice", "bob");
    add("carol", "Carol Smith", Kind.MOVED, "bob");
    add("dave", "Dave Jones", Kind.GONE);
    add("busy", "Busy Bee", Kind.BUSY, "busy");
    add("full", "Full House", Kind.FULL, "full");
    add("late", "Late Riser", Kind.LATE);
    add("later", "Later Still", Kind.LATE);
    add("shutdown", "Shut Down", Kind.SHUTDOWN);
    for (int i = 1; i <= 120; i++) {
      String name = String.format(Locale.ROOT, "many%03d", i);
      add(name, "Many " + i, Kind.MAILBOX, name);
    }
  }

  private void add(String name, String fullName, Kind kind, String... homes) {
    accounts.put(name, new Account(name, fullName, kind, List.of(homes)));
  }

  /** Whether mail for {@code domain} is delivered here. Letter case plays no part. */
  boolean isLocal(String domain) {
    return domain.isEmpty() || LOCAL.contains(domain.toLowerCase(Locale.ROOT));
  }

  /** The account of a local part whose quoting is undone. */
  Optional<Account> account(String user) {
    return Optional.ofNullable(accounts.get(user.toLowerCase(Locale.ROOT)));
  }

  /** The accounts with {@code word} in their full name. */
  List<Account> called(String word) {
    String wanted = " " + word.toLowerCase(Locale.ROOT) + " ";
    return accounts.values().stream()
        .filter(a -> (" " + a.fullName().toLowerCase(Locale.ROOT) + " ").contains(wanted))
        .toList();
  }

  /** The accounts whose mailboxes {@code list} feeds. */
  List<Account> members(Account list) {
    return list.homes().stream().map(accounts::get).toList();
  }
}
