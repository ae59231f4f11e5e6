package org.smtpspec.relay;

import java.util.Optional;
import java.util.function.Supplier;

/** One session after another: a new one when the last is spent or lost. Not thread-safe. */
final class Talks implements AutoCloseable {
  private static final int ATTEMPTS = 3;

  private final Supplier<Talk> next;
  private Optional<Talk> open = Optional.empty();

  /** Sessions that {@code next} opens. */
  Talks(Supplier<Talk> next) {
    this.next = next;
  }

  private Talk talk() {
    if (open.isEmpty()) {
      open = Optional.of(next.get());
    }
    return open.get();
  }

  /** Sends {@code probe}, in a new session when one is lost with it. */
  Reception probe(Probe probe) {
    Reception reception = talk().probe(probe);
    for (int i = 1; i < ATTEMPTS && reception.kind() == Reception.Kind.LOST; i++) {
      close();
      reception = talk().probe(probe);
    }
    if (talk().isSpent()) {
      close();
    }
    return reception;
  }

  @Override
  public void close() {
    open.ifPresent(Talk::close);
    open = Optional.empty();
  }
}
