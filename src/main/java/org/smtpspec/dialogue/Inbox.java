package org.smtpspec.dialogue;

import java.io.IOException;
import java.util.List;
import org.smtpspec.wire.Octets;

/** Where delivered mail can be read. Implementations are thread-safe. */
public interface Inbox {
  /**
   * The messages in the mailbox of {@code address} that contain {@code token}, as stored.
   *
   * @throws IOException when the mailbox cannot be read; one that does not exist yet is empty
   */
  List<Octets> holding(String address, String token) throws IOException;
}
