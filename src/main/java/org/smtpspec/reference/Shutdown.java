package org.smtpspec.reference;

import static org.smtpspec.reference.Defect.*;

/** The farewell of a server that shuts down: 421 to any command. RFC 821 section 4.2.1. */
final class Shutdown {
  private Shutdown() {}

  static Reply reply(Defects defects) {
    String text = Directory.HOST + " Service not available, closing transmission channel";
    Reply reply = Reply.of(defects.has(SHUTDOWN_451) ? 451 : 421, text);
    return defects.has(SHUTDOWN_STAYS_OPEN) ? reply : reply.closing();
  }
}
