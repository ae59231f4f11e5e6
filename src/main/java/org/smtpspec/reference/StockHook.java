package org.smtpspec.reference;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.james.core.MailAddress;
import org.apache.james.protocols.smtp.MailEnvelope;
import org.apache.james.protocols.smtp.SMTPSession;
import org.apache.james.protocols.smtp.hook.HookResult;
import org.apache.james.protocols.smtp.hook.HookReturnCode;
import org.apache.james.protocols.smtp.hook.MessageHook;

/**
 * Writes the mail that the stock handlers took: it adds Return-Path, as a final delivery agent
 * does, and nothing else. Mail for recipients elsewhere goes to {@code outbound}.
 */
final class StockHook implements MessageHook {
  private final Site site;
  private final StockDirectory directory;

  StockHook(Site site, StockDirectory directory) {
    this.site = site;
    this.directory = directory;
  }

  @Override
  public HookResult onMessage(SMTPSession session, MailEnvelope mail) {
    try {
      byte[] text = Message.withLf(mail.getMessageInputStream().readAllBytes());
      String sender = "<" + mail.getMaybeSender().asString("") + ">";
      for (Map.Entry<String, String> each : heads(sender, mail.getRecipients()).entrySet()) {
        site.mail().draft(each.getKey(), Stamping.joined(each.getValue(), text)).publish();
      }
      // The default reply of the stock handler has no status code, RFC 2034.
      return HookResult.builder()
          .hookReturnCode(HookReturnCode.ok())
          .smtpDescription("2.6.0 Message received")
          .build();
    } catch (IOException e) {
      return HookResult.builder()
          .hookReturnCode(HookReturnCode.denySoft())
          .smtpDescription("4.3.0 Local error in processing")
          .build();
    }
  }

  /** What to write above the message, by mailbox. */
  private Map<String, String> heads(String sender, List<MailAddress> recipients) {
    Map<String, String> heads = new LinkedHashMap<>();
    for (MailAddress recipient : recipients) {
      if (directory.isLocal(recipient.getDomain())) {
        heads.put(directory.mailbox(recipient), "Return-Path: " + sender + "\n");
      } else {
        String line = "X-Envelope-To: <" + recipient.asString() + ">\n";
        heads.merge("outbound", "X-Envelope-From: " + sender + "\n" + line, (a, b) -> a + line);
      }
    }
    return heads;
  }
}
