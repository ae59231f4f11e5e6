package org.smtpspec.reference;

import org.apache.james.core.Domain;
import org.apache.james.protocols.smtp.core.AbstractAuthRequiredToRelayRcptHook;

/** Lets the stock check against relaying, which needs to be told what is local, do its work. */
final class StockRelay extends AbstractAuthRequiredToRelayRcptHook {
  private final StockDirectory directory;

  StockRelay(StockDirectory directory) {
    this.directory = directory;
  }

  @Override
  protected boolean isLocalDomain(Domain domain) {
    return directory.isLocal(domain);
  }
}
