package org.smtpspec.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.smtpspec.dialogue.Inbox;
import org.smtpspec.dialogue.NextHop;
import org.smtpspec.dialogue.Passage;
import org.smtpspec.target.Target;
import org.smtpspec.wire.Octets;

class ArrivalsTest {
  private static final String TOKEN = "t0123456789abcde";

  @Test
  void theMessageItselfIsRelayedUnderWhateverEnvelope() throws Exception {
    Arrivals found =
        seen(passage(true, "MAIL FROM:<>", "RCPT TO:<x@two.test>", "X-Relay-Probe: " + TOKEN));

    assertThat(found.relayed()).containsKey(TOKEN);
    assertThat(found.noticed()).isEmpty();
  }

  @Test
  void aMessageWhoseHeaderWasTakenAwayIsKnownByItsSender() throws Exception {
    Arrivals found =
        seen(
            passage(
                true,
                "MAIL FROM:<s" + TOKEN + "@client.test>",
                "RCPT TO:<u" + TOKEN + "@victim.test>",
                "Subject: hello"));

    assertThat(found.relayed()).containsKey(TOKEN);
  }

  @Test
  void whatQuotesTheMessageIsANotice() throws Exception {
    Arrivals found =
        seen(
            passage(
                true,
                "MAIL FROM:<>",
                "RCPT TO:<s" + TOKEN + "@client.test>",
                "Subject: failed\r\n\r\nX-Relay-Probe: " + TOKEN));

    assertThat(found.relayed()).isEmpty();
    assertThat(found.noticed().get(TOKEN))
        .containsExactly(
            "mx.elsewhere.test got MAIL FROM:<>, RCPT TO:<s" + TOKEN + "@client.test>");
  }

  @Test
  void aServerThatLooksWhetherTheSenderExistsRelaysNothing() throws Exception {
    Arrivals found =
        seen(
            passage(
                false,
                "MAIL FROM:<double-bounce@mx.mta.test>",
                "RCPT TO:<s" + TOKEN + "@client.test>",
                ""));

    assertThat(found.knows(TOKEN)).isFalse();
    assertThat(found.offered()).isEmpty();
  }

  private static Passage passage(boolean taken, String mail, String rcpt, String text) {
    return new Passage(
        taken, "mx.elsewhere.test", "EHLO mx", mail, List.of(rcpt), "", 50, Octets.of(text));
  }

  private static Arrivals seen(Passage passage) throws IOException {
    try (Target target = new Seen(passage)) {
      return Arrivals.of(target, "t0123456789");
    }
  }

  /** A target whose next hop got one passage. */
  private record Seen(Passage passage) implements Target, NextHop {
    @Override
    public String id() {
      return "seen";
    }

    @Override
    public InetSocketAddress address() {
      return server();
    }

    @Override
    public Map<String, String> facts() {
      return Map.of();
    }

    @Override
    public Optional<Inbox> inbox() {
      return Optional.empty();
    }

    @Override
    public Optional<NextHop> nextHop() {
      return Optional.of(this);
    }

    @Override
    public boolean serves(String domain) {
      return true;
    }

    @Override
    public String takingDomain(String domain) {
      return domain;
    }

    @Override
    public InetSocketAddress server() {
      return new InetSocketAddress(25);
    }

    @Override
    public List<Passage> holding(String token) {
      return List.of(passage);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
