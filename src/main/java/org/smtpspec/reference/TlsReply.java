package org.smtpspec.reference;

import java.util.List;
import org.apache.james.protocols.api.StartTlsResponse;

/** A reply behind which James begins the server's side of a TLS handshake. */
record TlsReply(Reply reply) implements StartTlsResponse {
  @Override
  public String getRetCode() {
    return reply.getRetCode();
  }

  @Override
  public List<CharSequence> getLines() {
    return reply.getLines();
  }

  @Override
  public boolean isEndSession() {
    return reply.isEndSession();
  }
}
