package org.smtpspec.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.peer.ScriptedPeer;
import org.smtpspec.target.Target;

class LivesTest {
  private static final Duration LIMIT = Duration.ofSeconds(5);

  private final AtomicInteger started = new AtomicInteger();
  private final List<String> said = new ArrayList<>();

  @Test
  void aServerThatDiesIsStartedAnewAndItsDeathIsAFinding() throws Exception {
    dies(1);
  }

  @Test
  void aServerThatBearsOneBlowDiesOfTheSame() throws Exception {
    dies(2);
  }

  private void dies(int blows) throws Exception {
    CampaignPlan plan = plan(96);
    try (var lives = new Lives(() -> mortal(blows), plan, said::add)) {
      var campaign = new Campaign(lives.target(), plan);
      Campaign.Outcome outcome = campaign.run();
      while (campaign.isDead()) {
        campaign = lives.after(campaign);
        outcome = campaign.run();
      }

      Finding death = outcome.of(Rule.FRESH_SESSION).orElseThrow();
      assertThat(death.sequence().octets().text()).isEqualTo("EXPN\r\n");
      assertThat(death.isFlaky()).isFalse();
      assertThat(outcome.roll().count()).isEqualTo(96);
      assertThat(started.get()).isGreaterThan(lives.deaths());
      assertThat(said).anySatisfy(line -> assertThat(line).contains("started anew"));
    }
  }

  @Test
  void aServerThatStaysDeadIsAFindingAndTheEnd() throws Exception {
    CampaignPlan plan = plan(96);
    Peer once = mortal(1);
    try (var lives = new Lives(() -> once, plan, said::add)) {
      var campaign = new Campaign(lives.target(), plan);
      campaign.run();
      Campaign.Outcome outcome = lives.after(campaign).outcome();

      assertThat(campaign.isDead()).isTrue();
      assertThat(lives.isOver()).isTrue();
      assertThat(outcome.of(Rule.FRESH_SESSION)).isPresent();
    }
  }

  @Test
  void aServerThatTurnsUsAwayIsNoFindingAndIsSlowedDownFor() throws Exception {
    CampaignPlan plan = plan(4);
    try (Target busy = peer(client -> client.say("421 busy"))) {
      var campaign = new Campaign(busy, plan);
      long began = System.nanoTime();
      Campaign.Outcome outcome = campaign.run();

      assertThat(outcome.findings()).isEmpty();
      assertThat(campaign.isDead()).isFalse();
      assertThat(campaign.tally().words(1)).contains("throttled, now ", " ms between sessions");
      var resumed = new Campaign(busy, plan);
      resumed.resume(campaign.checkpoint());
      assertThat(resumed.tally().throttled.get())
          .isPositive()
          .isEqualTo(campaign.tally().throttled.get());
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void aServerThatPutsOffAllIsNoFindingAndIsSlowedDownFor() throws Exception {
    CampaignPlan plan = plan(3, EnumSet.allOf(Property.class));
    try (Target busy =
        peer(
            client -> {
              client.say("220 busy.test");
              String line = client.hear();
              while (!line.equals("QUIT")) {
                client.say("451 later");
                line = client.hear();
              }
              client.say("221 bye");
            })) {
      var campaign = new Campaign(busy, plan);
      Campaign.Outcome outcome = campaign.run();

      // The peer takes LF alone for the end of a line, which is one.
      assertThat(outcome.findings())
          .extracting(one -> one.breach().rule())
          .isSubsetOf(Rule.LINE_END);
      assertThat(campaign.tally().words(1)).contains(" throttled");
    }
  }

  @Test
  void aServerThatLetsUsWaitBehindErrorsIsNoFindingAndIsShown() {
    var lines = Stream.of("FROB", "FROB", "FROB", "NOOP").map(Move::line).toList();
    try (Target slow =
        peer(
            client -> {
              client.say("220 slow.test");
              for (int errors = 0; errors < 3; errors++) {
                client.hear();
                client.say("500 what?");
              }
              client.hear();
              LockSupport.parkNanos(1_200_000_000);
              client.say("250 well");
            })) {
      Played played =
          Conversation.play(
              new Sequence(lines),
              slow.address(),
              Terms.of(slow.facts()),
              Patience.steady(LIMIT, Duration.ZERO),
              Habits.none());

      assertThat(played.breach()).isEmpty();
      assertThat(played.throttled()).isTrue();
    }
  }

  /** A server that goes down at the EXPN of that number. */
  private Peer mortal(int blows) {
    started.incrementAndGet();
    var left = new AtomicInteger(blows);
    var self = new AtomicReference<Peer>();
    var peer =
        peer(
            client -> {
              client.say("220 mortal.test");
              boolean text = false;
              while (true) {
                String line = client.hear();
                String verb = line.split("[ :]", 2)[0];
                if (text) {
                  text = !line.equals(".");
                  if (!text) {
                    client.say("250 kept");
                  }
                } else if (verb.equals("EXPN") && left.decrementAndGet() == 0) {
                  self.get().close();
                  throw new IOException("dead");
                } else {
                  text = verb.equals("DATA");
                  client.say(text ? "354 go" : verb.equals("QUIT") ? "221 bye" : "250 ok");
                }
              }
            });
    self.set(peer);
    return peer;
  }

  private static Peer peer(ScriptedPeer.Conversation conversation) {
    return new Peer(ScriptedPeer.serving(conversation));
  }

  private static CampaignPlan plan(long tries) {
    return plan(tries, EnumSet.of(Property.SURVIVAL));
  }

  private static CampaignPlan plan(long tries, Set<Property> properties) {
    return new CampaignPlan(tries, Optional.empty(), 1, 2, 1, 1, properties, Duration.ofSeconds(1));
  }

  private record Peer(ScriptedPeer server) implements Target {
    @Override
    public String id() {
      return "peer";
    }

    @Override
    public InetSocketAddress address() {
      return server.address();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of("mailbox", "alice@mta.test", "domain", "mta.test");
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.empty();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
