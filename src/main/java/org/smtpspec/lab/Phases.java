package org.smtpspec.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long the phases of a start took. Not thread-safe. */
final class Phases {
  private final List<String> ended = new ArrayList<>();
  private long since = System.nanoTime();

  /** The phase called {@code name} ends now, and the next one begins. */
  void end(String name) {
    long now = System.nanoTime();
    ended.add(String.format(Locale.ROOT, "%s %.2f s", name, (now - since) / 1e9));
    since = now;
  }

  @Override
  public String toString() {
    return String.join(", ", ended);
  }
}
