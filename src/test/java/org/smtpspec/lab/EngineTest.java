package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineTest {
  @Test
  void namedSocketThatIsNotThereIsNotReplacedByAnother() {
    assertThat(Engine.missing(Map.of("DOCKER_HOST", "unix:///no/such.sock")))
        .hasValue(
            "no container engine answers: DOCKER_HOST is unix:///no/such.sock, where there is no"
                + " socket");
  }

  @Test
  void namedPortWhereNobodyListensIsNotReplacedByAnother() throws Exception {
    int port;
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();

      assertThat(Engine.missing(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port))).isEmpty();
    }

    assertThat(Engine.missing(Map.of("DOCKER_HOST", "tcp://127.0.0.1:" + port)))
        .hasValue(
            "no container engine answers: DOCKER_HOST is tcp://127.0.0.1:"
                + port
                + ", where nobody listens");
  }

  @Test
  void nothingNamedIsLookedForLater() {
    assertThat(Engine.missing(Map.of())).isEmpty();
    assertThat(Engine.missing(Map.of("DOCKER_HOST", "ssh://somewhere"))).isEmpty();
  }

  @Test
  void whatTheEngineSaysIsOneLine() {
    var failure =
        new IllegalStateException(
            "Status 500: {\"message\":\"Get \\\"https://r.test/v2/\\\": no such host\"}\n");

    assertThat(Failures.said(failure)).isEqualTo("Get \"https://r.test/v2/\": no such host");
  }
}
