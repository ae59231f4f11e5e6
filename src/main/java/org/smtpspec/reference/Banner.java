package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

import org.apache.james.protocols.api.Response;
import org.apache.james.protocols.api.handler.ConnectHandler;
import org.apache.james.protocols.api.handler.DisconnectHandler;

/** The greeting, RFC 821 section 3.5, and what is done when the connection is gone. */
final class Banner implements ConnectHandler<Session>, DisconnectHandler<Session> {
  private final Defects defects;

  Banner(Defects defects) {
    this.defects = defects;
  }

  @Override
  public Response onConnect(Session session) {
    if (defects.has(HOST_WITHOUT_MAIL_TAKES_MAIL)) {
      return Reply.of(521, Directory.HOST + " does not accept mail");
    }
    int code = defects.has(GREETING_250) ? 250 : 220;
    String text = name() + "ESMTP smtpspec reference server";
    return defects.has(GREETING_MULTILINE_BROKEN)
        ? Reply.of(code, text + "\r\nmail for mta.test only")
        : Reply.of(code, text);
  }

  private String name() {
    if (defects.has(GREETING_WITHOUT_NAME)) {
      return "";
    }
    return (defects.has(GREETING_NICKNAME) ? "mail" : Directory.HOST) + " ";
  }

  /** An open transaction is thrown away, RFC 821 section 4.1.1; its text too. */
  @Override
  public void onDisconnect(Session session) {
    // James hands in null when the connection was gone before its session was made.
    if (session != null) {
      session.lost();
    }
  }
}
