package org.smtpspec.reference;

import java.util.Locale;
import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.smtpspec.reference.Account.Kind;

/**
 * Who lives here, asked with the stock handlers' words. They complete a name without a domain with
 * {@code localhost}, and take the brackets off a literal.
 */
record StockDirectory(Directory directory) {
  boolean isLocal(Domain domain) {
    String name = domain.asString();
    return name.equals("localhost")
        || directory.isLocal(name)
        || directory.isLocal("[" + name + "]");
  }

  boolean isKnown(MailAddress address) {
    return directory.account(mailbox(address)).filter(a -> a.kind() == Kind.MAILBOX).isPresent();
  }

  /** A quoted local part names the same mailbox as the plain one, RFC 5321 section 4.1.2. */
  String mailbox(MailAddress address) {
    String localPart = address.getLocalPart().toLowerCase(Locale.ROOT);
    boolean quoted =
        localPart.length() > 2 && localPart.startsWith("\"") && localPart.endsWith("\"");
    return quoted
        ? localPart.substring(1, localPart.length() - 1).replaceAll("\\\\(.)", "$1")
        : localPart;
  }
}
