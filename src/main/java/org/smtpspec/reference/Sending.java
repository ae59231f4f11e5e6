package org.smtpspec.reference;

import java.util.List;
import org.smtpspec.wire.Octets;

/**
 * Mail on its way to other hosts.
 *
 * @param verb the command that opens the onward transaction, as a rule MAIL: RFC 5321 knows no
 *     other
 * @param sender the reverse-path
 * @param recipients who has not got it yet
 * @param text header and body, lines that end in CRLF, no period doubled
 */
record Sending(String verb, MailPath sender, List<MailPath> recipients, Octets text) {
  Sending {
    recipients = List.copyOf(recipients);
  }

  boolean hasMessageId() {
    return text.text().contains("Message-ID:");
  }

  Sending to(List<MailPath> others) {
    return new Sending(verb, sender, others, text);
  }
}
