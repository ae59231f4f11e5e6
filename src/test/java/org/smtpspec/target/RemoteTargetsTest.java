package org.smtpspec.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.smtpspec.peer.ScriptedPeer;

class RemoteTargetsTest {
  private static final TargetOptions NONE = TargetOptions.none(Path.of("."));

  private final RemoteTargets remote = new RemoteTargets();

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"192.0.2.1", "10.0.0.1", "0.0.0.0", "169.254.1.1", "[2001:db8::1]", "[::]"})
  void aHostOutsideLoopbackIsRefusedUnlessItIsNamedAgain(String host) {
    assertThatThrownBy(() -> remote.start("smtp://" + host + ":25", NONE))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage(
            host
                + " is not a loopback address: name it again with --authorized "
                + host
                + " if you may test it");
  }

  @Test
  void theAuthorizationOfOneHostIsNotThatOfAnother() {
    var options =
        new TargetOptions(
            Map.of(), Optional.empty(), Optional.empty(), Set.of("192.0.2.2"), Path.of("."));

    assertThatThrownBy(() -> remote.start("smtp://192.0.2.1", options))
        .isInstanceOf(TargetException.class);
  }

  @Test
  void anAuthorizedHostIsTalkedToSlowly() throws Exception {
    var options =
        new TargetOptions(
            Map.of(), Optional.empty(), Optional.empty(), Set.of("192.0.2.1"), Path.of("."));

    try (Target target = remote.start("smtp://192.0.2.1", options)) {
      assertThat(target.address().getPort()).isEqualTo(25);
      assertThat(target.pace()).isEqualTo(Duration.ofMillis(200));
    }
  }

  @Test
  void nothingIsSentBeforeTheFirstCase() throws Exception {
    try (var peer = ScriptedPeer.answering("220 hi");
        Target target = remote.start("smtp://127.0.0.1:" + peer.address().getPort(), NONE)) {
      assertThat(target.address().getPort()).isEqualTo(peer.address().getPort());
      assertThat(target.pace()).isZero();
      assertThat(peer.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.8.9.1", "[::1]"})
  void loopbackNeedsNoAuthorization(String host) throws Exception {
    try (Target target = remote.start("smtp://" + host + ":2525/", NONE)) {
      assertThat(target.id()).isEqualTo("smtp://" + host + ":2525/");
    }
  }

  @Test
  void optionsGoOverTheTargetFile() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("t.yaml"), "domain: a.test\nhost: mx.a.test\ninbox: mbox:/file\n");
    var options =
        new TargetOptions(
            Map.of("host", "other.test"),
            Optional.empty(),
            Optional.of(file),
            Set.of(),
            Path.of("."));

    try (Target target = remote.start("smtp://127.0.0.1:2525", options)) {
      assertThat(target.facts()).isEqualTo(Map.of("domain", "a.test", "host", "other.test"));
      assertThat(target.inbox()).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "smtp://",
        "smtp://127.0.0.1:0",
        "smtp://127.0.0.1:65536",
        "smtp://127.0.0.1:x",
        "smtp://a:b@127.0.0.1:25",
        "smtp://::1:25",
        "smtp://127.0.0.1/path"
      })
  void anythingElseIsNoTarget(String spec) {
    assertThatThrownBy(() -> remote.start(spec, NONE))
        .isInstanceOf(TargetException.class)
        .hasMessage("target '" + spec + "' is not smtp://HOST:PORT with a port from 1 to 65535");
  }

  @Test
  void aHostThatIsNotKnownIsNamed() {
    assertThatThrownBy(() -> remote.start("smtp://no.such.host.invalid:25", NONE))
        .isInstanceOfSatisfying(TargetException.class, e -> assertThat(e.isUsage()).isTrue())
        .hasMessage("host 'no.such.host.invalid' is not known");
  }

  @Test
  void anUnknownKindOfTargetIsToldWhichThereAre() {
    assertThatThrownBy(() -> new Targets().check("ftp://x", NONE))
        .isInstanceOf(TargetException.class)
        .hasMessageStartingWith("unknown target 'ftp://x'; there are ")
        .hasMessageContaining("smtp://HOST:PORT");
  }

  @Test
  void aHostAndPortAloneIsToldHowToNameIt() {
    assertThatThrownBy(() -> new Targets().check("localhost:2525", NONE))
        .hasMessageStartingWith(
            "unknown target 'localhost:2525' (for a running server: smtp://localhost:2525); there");
  }
}
