package org.smtpspec.reference;

import java.io.IOException;

/** Where a server keeps its mailboxes. Implementations are thread-safe. */
interface Mailstore {
  /** Takes a message for {@code mailbox} that is not to be seen yet. */
  Draft draft(String mailbox, byte[] message) throws IOException;

  /** A message that is kept and not yet delivered. */
  interface Draft {
    /** Delivers it. */
    void publish() throws IOException;

    /** Throws it away. */
    void discard() throws IOException;
  }
}
