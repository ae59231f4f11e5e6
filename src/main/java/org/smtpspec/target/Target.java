package org.smtpspec.target;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.NextHop;

/**
 * A server that runs and can be talked to. Closing it stops what smtpspec started, and nothing
 * else.
 */
public interface Target extends AutoCloseable {
  /** The name in reports: what the command line called it. */
  String id();

  /** Where it listens. */
  InetSocketAddress address();

  /**
   * Where it listens for a client at {@code vantage}: {@code outside}, or {@code inside} the
   * network for which it relays; empty when the target has no such vantage point.
   */
  default Optional<InetSocketAddress> address(String vantage) {
    return vantage.equals("outside") ? Optional.of(address()) : Optional.empty();
  }

  /** Its facts by the names of suite files, see {@link org.smtpspec.suite.Facts}. */
  Map<String, String> facts();

  /** Where its mail can be read, if it can. */
  Optional<Inbox> inbox();

  /** Where what it sends on for a client inside can be seen, if it can. */
  default Optional<NextHop> nextHop() {
    return Optional.empty();
  }

  /** Where what it sends to other hosts can be seen, also when it sends on for nobody. */
  default Optional<NextHop> elsewhere() {
    return nextHop();
  }

  /**
   * The relay policy that it has to keep, by the name of a file below {@code suites/relay/} without
   * its ending; empty when what it is tells no more than whether it relays for its own network.
   */
  default Optional<String> policy() {
    return Optional.empty();
  }

  /** Its address as it knows it itself, in brackets as RFC 5321 section 4.1.3 writes it. */
  default String literal() {
    return "[" + address().getAddress().getHostAddress() + "]";
  }

  /** Name and version of the software, as far as is known; else empty. */
  default String software() {
    return "";
  }

  /** How long each phase of its start took, in words; empty when there were none. */
  default String phases() {
    return "";
  }

  /** The container image by digest; empty when there is none. */
  default String image() {
    return "";
  }

  /** What it was made of. */
  default Origin origin() {
    return Origin.UNKNOWN;
  }

  /** The machine on which it runs, if that can be looked at from within. */
  default Optional<Machine> machine() {
    return Optional.empty();
  }

  /** The last lines of its log, for a report of a failure. */
  default List<String> log() {
    return List.of();
  }

  /**
   * What keeps it from answering as it would, whatever it is asked: it has ended, its disk is full.
   * Empty when nothing is known to be wrong.
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }

  /** The least time between two dialogues; zero when it may be talked to at will. */
  default Duration pace() {
    return Duration.ZERO;
  }

  @Override
  void close();
}
