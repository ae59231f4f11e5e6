package org.smtpspec.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** One mailbox in a container. Not thread-safe: {@link Watch} is. */
interface Mailbox {
  /**
   * The messages in it now, as stored, each octet one char. What was read before is not read again.
   *
   * @throws IOException when it cannot be read; one that does not exist yet is empty
   */
  List<String> messages() throws IOException;

  /**
   * The messages that no earlier call gave, which are then gone from it or at least from memory;
   * empty for a mailbox that cannot tell old from new.
   */
  default Optional<List<String>> take() throws IOException {
    return Optional.empty();
  }
}
