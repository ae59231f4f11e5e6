package org.smtpspec.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Looks at one mailbox for many who wait. Who asks while a look goes on waits for the next one and
 * shares it with all who asked meanwhile.
 */
final class Watch {
  private final Mailbox mailbox;
  private List<String> messages = List.of();
  private long lookedAt;
  private boolean looked;

  Watch(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  /** The messages that were there at the call or later. */
  List<String> messages() throws IOException {
    return messages(System.nanoTime());
  }

  /** What {@link Mailbox#take} gives. */
  synchronized Optional<List<String>> take() throws IOException {
    return mailbox.take();
  }

  private synchronized List<String> messages(long asked) throws IOException {
    if (!looked || lookedAt - asked < 0) {
      long now = System.nanoTime();
      messages = mailbox.messages();
      lookedAt = now;
      looked = true;
    }
    return messages;
  }
}
