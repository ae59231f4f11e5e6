package org.smtpspec.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.smtpspec.peer.ScriptedPeer;

@Timeout(60)
class ConnectionTest {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(20);

  @Test
  void aReplyIsReadAndALineIsWritten() throws Exception {
    var heard = new LinkedBlockingQueue<String>();

    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.say("220 hello");
                  heard.add(client.hear());
                });
        var connection = Connection.open(peer.address())) {
      Reply reply = connection.reply(LONG);
      connection.write(Octets.of("NOOP\r\n"));

      assertThat(reply.code()).isEqualTo(220);
      assertThat(next(heard)).isEqualTo("NOOP");
    }
  }

  @Test
  void aReplyThatDripsIsRead() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.drip("220-a\r\n220 b\r\n"));
        var connection = Connection.open(peer.address())) {
      Reply reply = connection.reply(LONG);

      assertThat(reply.lines()).containsExactly("a", "b");
    }
  }

  /**
   * Each reply in two writes: Nagle's algorithm holds the second until the first is acknowledged.
   */
  @Test
  void aReplyInTwoPiecesDoesNotWaitForADelayedAcknowledgement() throws Exception {
    int rounds = 60;
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.gather();
                  for (int i = 0; i < rounds; i++) {
                    client.hear();
                    client.write("250-a\r\n");
                    client.write("250 b\r\n");
                  }
                });
        var connection = Connection.open(peer.address())) {
      long began = System.nanoTime();
      for (int i = 0; i < rounds; i++) {
        connection.write(Octets.of("NOOP\r\n"));
        connection.reply(LONG);
      }

      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void anAddressWhereNobodyListensIsARefusal() {
    Fault fault = faultOf(() -> Connection.open(ScriptedPeer.nobody()));

    assertThat(fault).isInstanceOf(Fault.Refusal.class);
    assertThat(fault.words()).isEqualTo("refused: Connection refused");
  }

  @Test
  void silenceCostsItsLimitOnce() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.hearOut());
        var connection = Connection.open(peer.address())) {
      long began = System.nanoTime();
      Fault fault = faultOf(() -> connection.reply(SHORT));
      long ms = (System.nanoTime() - began) / 1_000_000;

      assertThat(fault).isEqualTo(new Fault.Silence(SHORT));
      assertThat(ms).isBetween(SHORT.toMillis() - 10, SHORT.toMillis() * 10);
    }
  }

  @Test
  void octetsThatMakeNoReplyDoNotProlongTheLimit() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  while (true) {
                    client.write("2");
                    client.hear(1);
                  }
                });
        var connection = Connection.open(peer.address())) {
      connection.write(Octets.of("go"));

      Fault fault = faultOf(() -> connection.reply(SHORT));

      assertThat(fault).isEqualTo(new Fault.Silence(SHORT));
      assertThat(connection.partial().text()).isEqualTo("222");
    }
  }

  @Test
  void theEndOfTheStreamIsAClose() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.write("220-bye\r\n22"));
        var connection = Connection.open(peer.address())) {
      Fault fault = faultOf(() -> connection.reply(LONG));

      assertThat(fault).isEqualTo(new Fault.Close());
      assertThat(connection.partial().text()).isEqualTo("220-bye\r\n22");
    }
  }

  @Test
  void rstIsAReset() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.hear(1);
                  client.reset();
                });
        var connection = Connection.open(peer.address())) {
      connection.write(Octets.of("x"));

      Fault fault = faultOf(() -> connection.reply(LONG));

      assertThat(fault).isEqualTo(new Fault.Reset());
    }
  }

  @Test
  void aWriteAfterAResetFails() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.reset());
        var connection = Connection.open(peer.address())) {
      faultOf(() -> connection.reply(LONG));

      Fault fault = faultOf(() -> connection.write(Octets.of("x")));

      assertThat(fault).isInstanceOfAny(Fault.Reset.class, Fault.Close.class);
    }
  }

  @Test
  void anEndlessLineIsAFloodAndTakesLittleMemory() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.flood("a", 100_000_000));
        var connection = Connection.open(peer.address())) {
      Fault fault = faultOf(() -> connection.reply(LONG));

      assertThat(fault).isEqualTo(new Fault.Flood(ReplyReader.FLOOD));
      assertThat(connection.partial().length()).isEqualTo(1024);
      assertThat(connection.unread()).isEmpty();
    }
  }

  @Test
  void anEndlessMultiLineReplyIsAFlood() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.flood("250-a\r\n", 100_000_000));
        var connection = Connection.open(peer.address())) {
      Fault fault = faultOf(() -> connection.reply(LONG));

      assertThat(fault).isEqualTo(new Fault.Flood(ReplyReader.FLOOD));
    }
  }

  @Test
  void endlessRepliesAreHandedOutOneByOne() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.flood("250 a\r\n", Long.MAX_VALUE));
        var connection = Connection.open(peer.address())) {
      Reply asked = connection.reply(LONG);
      Optional<Reply> more = connection.unread();

      assertThat(asked.raw().text()).isEqualTo("250 a\r\n");
      assertThat(more).contains(asked);
    }
  }

  @Test
  void aServerThatDoesNotReadEndsTheWrite() throws Exception {
    var done = new CountDownLatch(1);
    try (var peer = ScriptedPeer.serving(client -> await(done));
        var connection = Connection.open(peer.address())) {
      Octets much = Octets.of("a".repeat(32 << 20));

      Fault fault = faultOf(() -> connection.write(much, SHORT));

      assertThat(fault).isEqualTo(new Fault.Stall(SHORT));
      assertThat(fault.words()).isEqualTo("read nothing for 300 ms");
    } finally {
      done.countDown();
    }
  }

  @Test
  void aServerThatDoesNotReadUnderTlsEndsTheWrite() throws Exception {
    var done = new CountDownLatch(1);
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.tls();
                  await(done);
                });
        var connection = Connection.open(peer.address())) {
      Octets much = Octets.of("a".repeat(32 << 20));
      connection.upgrade(LONG);

      Fault fault = faultOf(() -> connection.write(much, SHORT));

      assertThat(fault).isEqualTo(new Fault.Stall(SHORT));
    } finally {
      done.countDown();
    }
  }

  @Test
  void afterAHalfCloseTheReplyStillComes() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.hearOut();
                  client.say("221 bye");
                });
        var connection = Connection.open(peer.address())) {
      connection.halfClose();

      Reply reply = connection.reply(LONG);

      assertThat(reply.code()).isEqualTo(221);
    }
  }

  @Test
  void aResetOfOursReachesThePeer() throws Exception {
    var ended = new LinkedBlockingQueue<String>();
    try (var peer =
        ScriptedPeer.serving(
            client -> {
              try {
                ended.add("heard " + client.hearOut());
              } catch (IOException e) {
                ended.add(String.valueOf(e.getMessage()));
              }
            })) {
      var connection = Connection.open(peer.address());

      connection.reset();

      assertThat(next(ended)).isEqualTo("Connection reset");
    }
  }

  @Test
  void nothingIsSilence() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.hearOut());
        var connection = Connection.open(peer.address())) {
      boolean silent = connection.silentFor(Duration.ofMillis(50));

      assertThat(silent).isTrue();
    }
  }

  @Test
  void anOctetIsNoSilence() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.write("2"));
        var connection = Connection.open(peer.address())) {
      boolean silent = connection.silentFor(LONG);

      assertThat(silent).isFalse();
      assertThat(connection.partial().text()).isEqualTo("2");
    }
  }

  @Test
  void aReplyThatCameWithTheLastOneIsNoSilence() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.write("250 a\r\n250 b\r\n");
                  client.hearOut();
                });
        var connection = Connection.open(peer.address())) {
      connection.reply(LONG);

      boolean silent = connection.silentFor(Duration.ofMillis(50));

      assertThat(silent).isFalse();
      assertThat(connection.unread().orElseThrow().raw().text()).isEqualTo("250 b\r\n");
    }
  }

  @Test
  void aTimeBeyondAllClocksIsWaitedFor() throws Exception {
    try (var peer = ScriptedPeer.serving(client -> client.say("220 hello"));
        var connection = Connection.open(peer.address())) {
      Reply reply = connection.reply(Duration.ofMinutes(999_999));

      assertThat(reply.code()).isEqualTo(220);
    }
  }

  @Test
  void tlsIsSpokenAfterTheUpgrade() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.say("220 go ahead");
                  client.tls();
                  client.say("250 " + client.hear());
                });
        var connection = Connection.open(peer.address())) {
      connection.reply(LONG);
      connection.upgrade(LONG);
      connection.write(Octets.of("hidden\r\n"));

      Reply reply = connection.reply(LONG);

      assertThat(reply.lines()).containsExactly("hidden");
    }
  }

  @ParameterizedTest
  @CsvSource({"ANY, TLSv1.3", "TLS_1_2, TLSv1.2"})
  void theHandshakeSaysWhichTlsIsOffered(Handshake handshake, String version) throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.tls();
                  client.say("250 " + client.tlsVersion());
                  client.hearOut();
                });
        var connection = Connection.open(peer.address())) {
      connection.upgrade(handshake, LONG);

      assertThat(connection.reply(LONG).text()).isEqualTo(version);
    }
  }

  @Test
  void aReplyThatWaitsUnderTlsIsSeen() throws Exception {
    var sent = new CountDownLatch(1);
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.tls();
                  client.say("250 a");
                  client.say("250 b");
                  sent.countDown();
                  client.hearOut();
                });
        var connection = Connection.open(peer.address())) {
      connection.upgrade(LONG);
      await(sent);
      connection.reply(LONG);

      Optional<Reply> unread = connection.unread();

      assertThat(unread.map(Reply::text)).contains("b");
    }
  }

  @Test
  void aHandshakeWithAPlainServerFails() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.say("500 what");
                  client.hearOut();
                });
        var connection = Connection.open(peer.address())) {
      Fault fault = faultOf(() -> connection.upgrade(LONG));

      assertThat(fault).isInstanceOf(Fault.TlsFailure.class);
      assertThat(fault.words()).startsWith("tls failed: ");
    }
  }

  @Test
  void aHandshakeThatDripsEndsWithItsLimit() throws Exception {
    try (var peer =
            ScriptedPeer.serving(
                client -> {
                  client.write("\u0016\u0003\u0003@\0");
                  for (int i = 0; i < 16_000; i++) {
                    client.write("\0");
                    LockSupport.parkNanos(20_000_000);
                  }
                });
        var connection = Connection.open(peer.address())) {
      Fault fault = faultOf(() -> connection.upgrade(SHORT));

      assertThat(fault).isEqualTo(new Fault.TlsFailure("no end within 300 ms"));
    }
  }

  @Test
  void whatIsDoneAfterOurCloseIsAClose() throws Exception {
    try (var peer = ScriptedPeer.answering("220 hello")) {
      var connection = Connection.open(peer.address());
      connection.close();

      assertThat(faultOf(() -> connection.reply(LONG))).isEqualTo(new Fault.Close());
      assertThat(faultOf(() -> connection.write(Octets.CRLF))).isEqualTo(new Fault.Close());
      assertThat(faultOf(connection::halfClose)).isEqualTo(new Fault.Close());
      assertThat(connection.unread()).isEmpty();
      assertThat(connection.silentFor(LONG)).isTrue();
    }
  }

  @Test
  void aFaultSaysWhatItIs() {
    ThrowingCallable open = () -> Connection.open(ScriptedPeer.nobody());

    assertThatThrownBy(open).isInstanceOf(FaultException.class).hasMessageStartingWith("refused: ");
  }

  private static Fault faultOf(ThrowingCallable call) {
    FaultException thrown = catchThrowableOfType(FaultException.class, call);
    assertThat(thrown).isNotNull();
    return thrown.fault();
  }

  private static String next(BlockingQueue<String> queue) throws InterruptedException {
    return queue.poll(10, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
