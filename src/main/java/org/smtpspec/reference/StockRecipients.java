package org.smtpspec.reference;

import org.apache.james.core.Domain;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.core.fastfail.AbstractValidRcptHandler;

/** Lets the stock check of local recipients, which needs to be told who they are, do its work. */
final class StockRecipients extends AbstractValidRcptHandler {
  private final StockDirectory directory;

  StockRecipients(StockDirectory directory) {
    this.directory = directory;
  }

  @Override
  protected boolean isValidRecipient(SMTPSession session, MailAddress recipient) {
    return directory.isKnown(recipient);
  }

  @Override
  protected boolean isLocalDomain(SMTPSession session, Domain domain) {
    return directory.isLocal(domain);
  }
}
