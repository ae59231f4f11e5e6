package org.smtpspec.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a defective server remembers though it should not. A sound one leaves it empty. */
final class Residue {
  private final List<Recipient> recipients = new ArrayList<>();
  private final List<Mailstore.Draft> drafts = new ArrayList<>();
  private Optional<MailPath> firstSender = Optional.empty();
  private Optional<Transaction> dropped = Optional.empty();
  private final History history = new History();
  private boolean turned;
  private boolean sizeRefused;
  private int errors;
  private int messages;
  private int recipientCount;

  /** Recipients that outlive their transaction. */
  List<Recipient> recipients() {
    return recipients;
  }

  /** Messages that are delivered at QUIT only. */
  List<Mailstore.Draft> drafts() {
    return drafts;
  }

  /** The sender of the first message of the session. */
  MailPath firstSender(MailPath sender) {
    if (firstSender.isEmpty()) {
      firstSender = Optional.of(sender);
    }
    return firstSender.get();
  }

  /** What the session has been through. */
  History history() {
    return history;
  }

  Optional<Transaction> dropped() {
    return dropped;
  }

  void keepDropped(Optional<Transaction> transaction) {
    dropped = transaction;
  }

  boolean turned() {
    return turned;
  }

  void turn() {
    turned = true;
  }

  /** Whether a MAIL was refused for its SIZE. */
  boolean sizeRefused() {
    return sizeRefused;
  }

  void refuseSize() {
    sizeRefused = true;
  }

  int countError() {
    return ++errors;
  }

  int countMessage() {
    return ++messages;
  }

  int messages() {
    return messages;
  }

  int countRecipient() {
    return ++recipientCount;
  }
}
