package org.smtpspec.reference;

import org.apache.james.protocols.api.Protocol;
import org.apache.james.protocols.api.ProtocolSession;
import org.apache.james.protocols.api.ProtocolTransport;
import org.apache.james.protocols.api.handler.ProtocolHandlerChainImpl;
import org.apache.james.protocols.api.handler.WiringException;
import org.apache.james.protocols.smtp.SMTPConfigurationImpl;
import org.apache.james.protocols.smtp.SMTPProtocol;
import org.apache.james.protocols.smtp.SMTPProtocolHandlerChain;

/** Puts handlers together to what James calls a protocol: ours, or its own. */
final class Protocols {
  private Protocols() {}

  /** Our handlers. */
  static Protocol reference(Site site) throws WiringException {
    Defects defects = site.defects();
    Delivery delivery = new Delivery(site);
    ProtocolHandlerChainImpl chain = new ProtocolHandlerChainImpl();
    chain.add(new Dispatcher(defects));
    chain.add(new Banner(defects));
    chain.add(new HelloVerb(defects));
    chain.add(new MailVerb(defects));
    chain.add(new RcptVerb(site));
    chain.add(new DataVerb(site, delivery));
    chain.add(new RsetVerb(defects));
    chain.add(new NoopVerb(defects));
    chain.add(new QuitVerb(site, delivery));
    chain.add(new VrfyVerb(site));
    chain.add(new ExpnVerb(site));
    chain.add(new HelpVerb(defects));
    chain.add(new TurnVerb(defects));
    chain.add(new StartTlsVerb(defects));
    chain.add(new AuthVerb(defects));
    chain.add(new BdatVerb(site, delivery));
    chain.add(new EtrnVerb(site));
    chain.add(new UnknownVerb());
    chain.wireExtensibleHandlers();
    return new SMTPProtocol(chain, new Named()) {
      @Override
      public ProtocolSession newSession(ProtocolTransport transport) {
        return new Session(transport, new Named());
      }
    };
  }

  /** The stock handlers, untouched, in front of our mailboxes, closed for mail to elsewhere. */
  static Protocol stock(Site site) throws WiringException {
    StockDirectory directory = new StockDirectory(site.directory());
    SMTPProtocolHandlerChain chain =
        new SMTPProtocolHandlerChain(
            new NoMetrics(),
            new StockRelay(directory),
            new StockRecipients(directory),
            new StockHook(site, directory));
    return new SMTPProtocol(chain, new Named());
  }

  /** The stock configuration under our host name. */
  private static final class Named extends SMTPConfigurationImpl {
    @Override
    public String getHelloName() {
      return Directory.HOST;
    }
  }
}
