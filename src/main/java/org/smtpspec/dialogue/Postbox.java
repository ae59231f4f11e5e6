package org.smtpspec.dialogue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages of one play out of an inbox, or at the next hop when the domain is one of
 * those that the next hop serves. That no more will come is proved by a fence: a later message, by
 * another session, that has arrived; plays that look at the same time share one.
 */
final class Postbox {
  private static final Duration FIRST_LOOK = Duration.ofMillis(2);
  private static final Duration LAST_LOOK = Duration.ofMillis(100);

  private final Player player;
  private final String token;
  private int fences;

  Postbox(Player player, String token) {
    this.player = player;
    this.token = token;
  }

  /** Whether the mail that {@code step} asks for is at the next hop. */
  boolean isAtNextHop(Step.CheckMailbox step) {
    return player.nextHop().map(hop -> hop.serves(step.domain())).orElse(false);
  }

  Observation look(Step.CheckMailbox step) {
    if (isAtNextHop(step)) {
      return look(step, new AtNextHop(player.nextHop().orElseThrow(), step.address(), token));
    }
    return player.inbox().isPresent()
        ? look(step, new InInbox(player.inbox().get(), step.address(), token))
        : new Observation.NoInbox("the target has no inbox that can be read");
  }

  private Observation look(Step.CheckMailbox step, Place place) {
    try {
      return await(step, place, fence(place));
    } catch (IOException e) {
      return tooMany(step, place)
          .orElseGet(() -> new Observation.NoInbox(String.valueOf(e.getMessage())));
    }
  }

  /** The messages when there are more than the checks allow: to see that, no fence is needed. */
  private static Optional<Observation> tooMany(Step.CheckMailbox step, Place place) {
    try {
      Observation.Mail mail = place.mail();
      return mail.messages().size() > step.awaited() ? Optional.of(mail) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Observation await(Step.CheckMailbox step, Place place, Fence fence) throws IOException {
    Duration limit = player.limits().mail(step.within());
    long deadline = System.nanoTime() + limit.toNanos();
    Duration wait = FIRST_LOOK;
    boolean fenced = false;
    while (true) {
      fenced = fenced || place.holds(fence);
      Observation.Mail mail = place.mail();
      boolean late = System.nanoTime() > deadline;
      if (fenced && (step.isServedBy(mail) || late)) {
        return mail;
      }
      if (late) {
        return new Observation.NoInbox(
            "the fence did not arrive within " + limit.toMillis() + " ms");
      }
      sleep(wait);
      wait = wait.multipliedBy(2).compareTo(LAST_LOOK) < 0 ? wait.multipliedBy(2) : LAST_LOOK;
    }
  }

  private Fence fence(Place place) throws IOException {
    String word = "f" + token.substring(1) + fences++;
    InetSocketAddress server = place.entry().orElse(player.server());
    return player
        .fences()
        .later(server, place.fencedBy(), place.fenceAddress(word), word, player.limits().reply());
  }

  static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Where mail is looked for. */
  private interface Place {
    Observation.Mail mail() throws IOException;

    boolean holds(Fence fence) throws IOException;

    /** The mailbox or domain at which fences are looked for. */
    String fencedBy();

    /** To whom the fence goes. */
    String fenceAddress(String word);

    /** Where a client has to talk to the server to have the fence taken, if not at the usual. */
    Optional<InetSocketAddress> entry();
  }

  private record InInbox(Inbox inbox, String address, String token) implements Place {
    @Override
    public Observation.Mail mail() throws IOException {
      return new Observation.Mail(inbox.holding(address, token), List.of());
    }

    @Override
    public boolean holds(Fence fence) throws IOException {
      return !inbox.holding(fence.address(), fence.word()).isEmpty();
    }

    @Override
    public String fencedBy() {
      return address;
    }

    @Override
    public String fenceAddress(String word) {
      return address;
    }

    @Override
    public Optional<InetSocketAddress> entry() {
      return Optional.empty();
    }
  }

  private record AtNextHop(NextHop hop, String address, String token) implements Place {
    @Override
    public Observation.Mail mail() throws IOException {
      return Observation.Mail.passed(
          hop.holding(token).stream().filter(passage -> passage.isFor(address)).toList());
    }

    @Override
    public boolean holds(Fence fence) throws IOException {
      return hop.holding(fence.word()).stream().anyMatch(Passage::taken);
    }

    @Override
    public String fencedBy() {
      return hop.takingDomain(address.substring(address.lastIndexOf('@') + 1));
    }

    @Override
    public String fenceAddress(String word) {
      return word + "@" + fencedBy();
    }

    @Override
    public Optional<InetSocketAddress> entry() {
      return Optional.of(hop.server());
    }
  }
}
