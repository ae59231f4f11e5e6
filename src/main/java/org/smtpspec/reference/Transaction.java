package org.smtpspec.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The reverse-path and forward-path buffers of one mail transaction. RFC 821 section 4.1.1. */
final class Transaction {
  private final String verb;
  private final MailPath sender;
  private final Map<String, String> parameters;
  private final List<Recipient> recipients = new ArrayList<>();

  /**
   * Opens a transaction.
   *
   * @param verb MAIL, SEND, SOML or SAML
   */
  Transaction(String verb, MailPath sender) {
    this(verb, sender, Map.of());
  }

  /**
   * Opens a transaction.
   *
   * @param parameters the values of those that MAIL had, by their keywords
   */
  Transaction(String verb, MailPath sender, Map<String, String> parameters) {
    this.verb = verb;
    this.sender = sender;
    this.parameters = Map.copyOf(parameters);
  }

  /** The value of a parameter of MAIL, in upper case; empty when it is not there. */
  String parameter(String keyword) {
    return parameters.getOrDefault(keyword, "").toUpperCase(Locale.ROOT);
  }

  /** The envelope identifier, RFC 3461 section 4.4; empty for none. */
  String envelopeId() {
    return Xtext.decoded(parameters.getOrDefault("ENVID", ""));
  }

  /** Whether its addresses and header may be in UTF-8, RFC 6531 section 3.4. */
  boolean isInternational() {
    return parameters.containsKey("SMTPUTF8");
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

  /** Gives the newest recipient the parameters of its RCPT. */
  void ask(Map<String, String> values) {
    if (!recipients.isEmpty()) {
      Recipient newest = recipients.remove(recipients.size() - 1);
      recipients.add(new Recipient(newest.path(), newest.account(), values));
    }
  }

  void addAll(List<Recipient> others) {
    recipients.addAll(others);
  }
}
