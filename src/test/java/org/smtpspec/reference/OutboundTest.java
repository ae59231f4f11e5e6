package org.smtpspec.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.sink.Session;
import org.smtpspec.wire.Octets;

class OutboundTest {
  private final BlockingQueue<List<MailPath>> failed = new LinkedBlockingQueue<>();
  private World world;
  private Outbound outbound;
  private String token;

  @BeforeEach
  void open(TestInfo test) throws IOException {
    world = World.acquire();
    outbound = new Outbound(world, new Defects(Set.of()));
    token = "t" + System.nanoTime() + test.getDisplayName().hashCode();
  }

  @AfterEach
  void close() {
    outbound.close();
    World.release();
  }

  private void send(String text, String... mailboxes) {
    List<MailPath> recipients = List.of(mailboxes).stream().map(MailPath::of).toList();
    outbound.submit(
        new Sending("MAIL", MailPath.of(token + "@client.test"), recipients, Octets.of(text)),
        failed::add);
  }

  /** The transactions of this test, once {@code n} of them are there. */
  private List<Session.Mail> transactions(int n) throws InterruptedException {
    for (int i = 0; i < 500; i++) {
      List<Session.Mail> seen =
          world.sink().holding(token).stream()
              .flatMap(session -> session.messages().stream())
              .toList();
      if (seen.size() >= n) {
        return seen;
      }
      Thread.sleep(10);
    }
    throw new AssertionError("no " + n + " transactions came");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "elsewhere.test",
        "fallback.test",
        "nomx.test",
        "noehlo.test",
        "odd.test",
        "mx.two.test"
      })
  void mailFindsItsHost(String domain) throws Exception {
    send("A line.\r\n", "u@" + domain);

    assertThat(transactions(1)).extracting(Session.Mail::taken).containsExactly(true);
  }

  @Test
  void mailThatIsPutOffIsTriedAgain() throws Exception {
    send("A line.\r\n", token + "@busy.test");

    assertThat(transactions(2)).extracting(Session.Mail::taken).containsExactly(false, true);
    assertThat(failed).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refuse-rcpt.test",
        "refuse-data.test",
        "refuse-end.test",
        "nosuch.test",
        "nullmx.test",
        "friend.test"
      })
  void mailThatCannotBeDeliveredFailsAtOnce(String domain) throws Exception {
    send("A line.\r\n", "u@" + domain);

    assertThat(failed.poll(5, TimeUnit.SECONDS)).containsExactly(MailPath.of("u@" + domain));
  }

  @ParameterizedTest
  @ValueSource(strings = {"down.test", "silent.test"})
  void mailForAHostThatIsAwayFailsInTheEnd(String domain) throws Exception {
    send("A line.\r\n", "u@" + domain);

    assertThat(failed.poll(500, TimeUnit.MILLISECONDS)).isNull();
    assertThat(failed.poll(5, TimeUnit.SECONDS)).containsExactly(MailPath.of("u@" + domain));
  }

  @Test
  void recipientsAtOneHostShareACopy() throws Exception {
    send("A line.\r\n", "a@elsewhere.test", "b@other.test", "c@two.test");

    assertThat(transactions(2))
        .extracting(mail -> mail.recipients().size())
        .containsExactlyInAnyOrder(2, 1);
  }

  @ParameterizedTest
  @CsvSource({".a\\r\\n, ..a\\r\\n", "a\\r\\n.\\r\\n, a\\r\\n..\\r\\n", "a, a\\r\\n"})
  void periodsAreDoubledAtTheStartOfLines(String text, String sent) throws Exception {
    send(text.translateEscapes(), "u@elsewhere.test");

    assertThat(transactions(1).get(0).text()).isEqualTo(sent.translateEscapes());
  }

  @ParameterizedTest
  @CsvSource({"a\\n.b\\r\\n, a .b\\r\\n", "a\\r.b\\r\\n, a .b\\r\\n", "a\\r\\r\\n, a \\r\\n"})
  void aBlankTakesThePlaceOfALoneCrOrLf(String text, String sent) throws Exception {
    send(text.translateEscapes(), "u@elsewhere.test");

    assertThat(transactions(1).get(0).text()).isEqualTo(sent.translateEscapes());
  }
}
