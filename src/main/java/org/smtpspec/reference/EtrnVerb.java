package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/**
 * ETRN: asks that waiting mail for a host be sent. RFC 1985 section 5. The queue is tried all the
 * time, so that there is nothing to start: 251 for a host whose mail may wait here, 459 for others.
 */
final class EtrnVerb extends Verb {
  private final Site site;

  EtrnVerb(Site site) {
    super("ETRN");
    this.site = site;
  }

  @Override
  Reply answer(Session session, Command command) {
    if (!command.hasArgument() && !site.has(ETRN_WITHOUT_NODE_250)) {
      return Reply.of(501, "The name of a node is wanted");
    }
    if (session.transaction().isPresent() && !site.has(ETRN_IN_TRANSACTION_TAKEN)) {
      return Reply.of(503, "Not within a transaction");
    }
    if (site.has(ETRN_DROPS_SESSION)) {
      session.forgetHello();
    }
    String node = command.argument().replaceFirst("^[@#]", "");
    if (command.hasArgument() && !DomainParser.isDomain(node, site.defects())) {
      return Reply.of(site.has(ETRN_BAD_NODE_250) ? 250 : 501, "That is no name of a node");
    }
    if (site.directory().isLocal(node)) {
      return Reply.of(site.has(ETRN_ANSWERED_254) ? 254 : 251, "No messages waiting for " + node);
    }
    return Reply.of(459, "Node " + node + " not allowed");
  }
}
