package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sender of a message has asked about notices. RFC 3461 section 4.
 *
 * @param envelopeId to be given back in each; empty for none
 * @param full whether the whole message is to be returned with a failure
 * @param originals the original addresses with their types, by the paths
 */
record Wishes(String envelopeId, boolean full, Map<String, String> originals) {
  Wishes {
    originals = Map.copyOf(originals);
  }

  static Wishes of(Transaction transaction, Defects defects) {
    Map<String, String> originals = new TreeMap<>();
    for (Recipient recipient : transaction.recipients()) {
      if (!recipient.original().isEmpty() && !defects.has(ORCPT_NOT_GIVEN_BACK)) {
        originals.put(recipient.path().text(), recipient.original());
      }
    }
    String id = defects.has(ENVID_NOT_GIVEN_BACK) ? "" : transaction.envelopeId();
    boolean full = transaction.parameter("RET").equals("FULL") != defects.has(RET_TURNED_ROUND);
    return new Wishes(id, full, originals);
  }

  /** Those of {@code failed} of whom the sender wants to hear. */
  static List<MailPath> heard(List<MailPath> failed, Transaction transaction, Defects defects) {
    return failed.stream()
        .filter(
            path ->
                defects.has(NOTIFY_NEVER_IGNORED)
                    || transaction.recipients().stream()
                        .filter(recipient -> recipient.path().equals(path))
                        .anyMatch(recipient -> recipient.notifies("FAILURE")))
        .toList();
  }

  /** The recipients whose delivery the sender wants to be told. */
  static List<MailPath> delivered(Transaction transaction, Defects defects) {
    return transaction.recipients().stream()
        .filter(one -> one.account().map(account -> !account.homes().isEmpty()).orElse(false))
        .filter(
            one ->
                (one.notifies("SUCCESS") && !defects.has(NOTIFY_SUCCESS_IGNORED))
                    || (defects.has(NOTIFY_UNASKED) && !one.parameters().isEmpty()))
        .map(Recipient::path)
        .toList();
  }
}
