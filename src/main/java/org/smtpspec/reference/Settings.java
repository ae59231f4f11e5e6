package org.smtpspec.reference;

import java.nio.file.Path;
import java.util.Set;

/**
 * What a reference server is started with.
 *
 * @param port the port on 127.0.0.1, 0 for any free one
 * @param mail the folder of the mailboxes, one Maildir per local part
 * @param relay who may send to other domains
 * @param defects what it does wrong on purpose, as a rule nothing
 * @param stock whether the stock James handlers answer instead of ours
 */
public record Settings(int port, Path mail, RelayPolicy relay, Set<Defect> defects, boolean stock) {

  /** Copies the set. */
  public Settings {
    defects = Set.copyOf(defects);
  }

  /** The defaults: any port, no relaying, no defect, our own handlers. */
  public static Settings of(Path mail) {
    return new Settings(0, mail, RelayPolicy.closed(), Set.of(), false);
  }

  /** The same on another port. */
  public Settings withPort(int port) {
    return new Settings(port, mail, relay, defects, stock);
  }

  /** The same with another relay policy. */
  public Settings withRelay(RelayPolicy relay) {
    return new Settings(port, mail, relay, defects, stock);
  }

  /** The same with these defects. */
  public Settings withDefects(Set<Defect> defects) {
    return new Settings(port, mail, relay, defects, stock);
  }

  /** The same with the stock James handlers or with ours. */
  public Settings withStock(boolean stock) {
    return new Settings(port, mail, relay, defects, stock);
  }
}
