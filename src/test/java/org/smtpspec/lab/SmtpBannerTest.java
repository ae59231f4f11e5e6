package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SmtpBannerTest {
  private static final Supplier<Optional<String>> RUNS = Optional::empty;

  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void waitsForALineThatBeginsWith220() {
    say("", "421 4.3.2 starting\r\n", "220 mx.mta.test ESMTP\r\n");

    assertThat(await(Duration.ofSeconds(10), RUNS)).isEmpty();
  }

  @Test
  void timeOutQuotesWhatCame() {
    say("554 go \u00e4way\r\n");

    assertThat(await(Duration.ofMillis(300), RUNS))
        .hasValue(
            "awaited a line beginning with 220 from port 25 within 0.3 s;"
                + " last came '554 go \\xE4way\\r'");
  }

  @Test
  void serverThatHangsUpIsSaidToBeSilent() {
    say("");

    assertThat(await(Duration.ofMillis(300), RUNS))
        .hasValueSatisfying(
            why ->
                assertThat(why).endsWith("last came a connection that was closed without a word"));
  }

  @Test
  void serverThatSaysNothingIsSaidToStayOpen() {
    // Nobody accepts, and the system holds the connection.
    assertThat(await(Duration.ofMillis(300), RUNS))
        .hasValueSatisfying(
            why -> assertThat(why).endsWith("a connection that stayed open without a word"));
  }

  @Test
  void endOfTheContainerEndsTheWait() {
    say("");

    assertThat(await(Duration.ofMinutes(1), () -> Optional.of("the container exited with code 3")))
        .hasValue("the container exited with code 3");
  }

  @Test
  void nobodyThereIsQuoted() throws IOException {
    server.close();

    assertThat(await(Duration.ofMillis(100), RUNS))
        .hasValueSatisfying(why -> assertThat(why).contains("last came Connection refused"));
  }

  private Optional<String> await(Duration within, Supplier<Optional<String>> ended) {
    return new SmtpBanner(25, within)
        .await(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), ended);
  }

  /** A greeting for each connection; the last for all that follow. */
  private void say(String... greetings) {
    var all = List.of(greetings);
    var thread =
        new Thread(
            () -> {
              for (int i = 0; !server.isClosed(); i = Math.min(i + 1, all.size() - 1)) {
                try (var socket = server.accept()) {
                  socket.getOutputStream().write(all.get(i).getBytes(StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                  return;
                }
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}
