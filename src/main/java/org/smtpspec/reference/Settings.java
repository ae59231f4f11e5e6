package org.smtpspec.reference;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Set;

/**
 * What a reference server is started with.
 *
 * @param host the address to listen at
 * @param port the port there, 0 for any free one
 * @param mail the folder of the mailboxes, one Maildir per local part
 * @param relay who may send to other domains
 * @param defects what it does wrong on purpose, as a rule nothing
 * @param stock whether the stock James handlers answer instead of ours
 */
public record Settings(
    InetAddress host, int port, Path mail, RelayPolicy relay, Set<Defect> defects, boolean stock) {
  static final InetAddress LOOPBACK = Network.parse("127.0.0.1").base();

  /** Copies the set. */
  public Settings {
    defects = Set.copyOf(defects);
  }

  /** The defaults: any port of 127.0.0.1, no relaying, no defect, our own handlers. */
  public static Settings of(Path mail) {
    return new Settings(LOOPBACK, 0, mail, RelayPolicy.closed(), Set.of(), false);
  }

  /** The same at another address. */
  public Settings withHost(InetAddress host) {
    return new Settings(host, port, mail, relay, defects, stock);
  }

  /** The same on another port. */
  public Settings withPort(int port) {
    return new Settings(host, port, mail, relay, defects, stock);
  }

  /** The same with another relay policy. */
  public Settings withRelay(RelayPolicy relay) {
    return new Settings(host, port, mail, relay, defects, stock);
  }

  /** The same with these defects. */
  public Settings withDefects(Set<Defect> defects) {
    return new Settings(host, port, mail, relay, defects, stock);
  }

  /** The same with the stock James handlers or with ours. */
  public Settings withStock(boolean stock) {
    return new Settings(host, port, mail, relay, defects, stock);
  }
}
