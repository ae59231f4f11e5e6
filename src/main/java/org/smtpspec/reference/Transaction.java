package org.smtpspec.reference;

import java.util.ArrayList;
import java.util.List;

/** The reverse-path and forward-path buffers of one mail transaction. RFC 821 section 4.1.1. */
final class Transaction {
  private final String verb;
  private final MailPath sender;
  private final List<Recipient> recipients = new ArrayList<>();

  /**
   * Opens a transaction.
   *
   * @param verb MAIL, SEND, SOML or SAML
   */
  Transaction(String verb, MailPath sender) {
    this.verb = verb;
    this.sender = sender;
  }

  String verb() {
    return verb;
  }

  MailPath sender() {
    return sender;
  }

  List<Recipient> recipients() {
    return List.copyOf(recipients);
  }

  void add(Recipient recipient) {
    recipients.add(recipient);
  }

  void addAll(List<Recipient> others) {
    recipients.addAll(others);
  }
}
