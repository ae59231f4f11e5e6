package org.smtpspec.dialogue;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.smtpspec.wire.Octets;

/** Where delivered mail can be read. Implementations are thread-safe. */
public interface Inbox {
  /**
   * The messages in the mailbox of {@code address} that contain {@code token}, as stored.
   *
   * @throws IOException when the mailbox cannot be read; one that does not exist yet is empty
   */
  List<Octets> holding(String address, String token) throws IOException;

  /**
   * The messages in the mailbox of {@code address} that no earlier call gave. One that is given is
   * gone when the mailbox is there for tests alone, and not given again when it is not; {@link
   * #holding} need not find it any more. Empty for an inbox that cannot tell old from new.
   *
   * @throws IOException when the mailbox cannot be read; one that does not exist yet is empty
   */
  default Optional<List<Octets>> take(String address) throws IOException {
    return Optional.empty();
  }
}
