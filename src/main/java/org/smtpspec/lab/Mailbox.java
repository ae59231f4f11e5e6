package org.smtpspec.lab;

import java.io.IOException;
import java.util.List;

/** One mailbox in a container. Not thread-safe: {@link Watch} is. */
interface Mailbox {
  /**
   * The messages in it now, as stored, each octet one char. What was read before is not read again.
   *
   * @throws IOException when it cannot be read; one that does not exist yet is empty
   */
  List<String> messages() throws IOException;
}
