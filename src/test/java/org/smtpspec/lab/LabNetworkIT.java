package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.smtpspec.sink.Control;
import org.smtpspec.sink.Session;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;

/** Needs a container engine: {@code containers/with-engine mvn verify}. */
class LabNetworkIT {
  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final TargetOptions OPTIONS = TargetOptions.none(Path.of(""));

  @TempDir Path folder;

  private final ContainerTargets targets = new ContainerTargets();

  @BeforeAll
  static void needsAnEngine() {
    Optional<String> missing = Engine.unavailable();
    if (missing.isPresent()) {
      System.err.println("LabNetworkIT is skipped: " + missing.get());
      abort(missing.get());
    }
  }

  @AfterEach
  void nothingIsLeft() throws Exception {
    String run = Labels.passing().get(Labels.RUN);

    assertThat(
            new Remains(Engine.client()).containers(labels -> run.equals(labels.get(Labels.RUN))))
        .isEmpty();
    assertThat(
            Engine.client()
                .listNetworksCmd()
                .withFilter("label", List.of("org.smtpspec=" + run))
                .exec())
        .isEmpty();
  }

  @Test
  void mailFromInsideGoesOnAndFromOutsideItIsRefused() throws Exception {
    try (ContainerTarget target = start("container:postfix")) {
      List<String> domains = List.of("elsewhere.test", "two.test", "nomx.test", "fallback.test");
      for (String domain : domains) {
        assertThat(send(target, "inside", "someone@" + domain, "t" + domain)).isEqualTo(250);
      }

      assertThat(send(target, "outside", "someone@elsewhere.test", "toutside")).isEqualTo(554);
      for (String domain : domains) {
        Session session = arrived(target, "t" + domain);
        Session.Mail mail = session.messages().get(0);
        assertThat(session.client()).isEqualTo("192.0.2.25");
        assertThat(session.host())
            .isEqualTo(domain.equals("two.test") ? "mx.two.test" : "mx.elsewhere.test");
        assertThat(mail.mail()).startsWith("MAIL FROM:<sender@client.test>");
        assertThat(mail.recipients()).hasSize(1);
        assertThat(mail.recipients().get(0).line()).startsWith("RCPT TO:<someone@" + domain + ">");
        assertThat(mail.text())
            .contains("client.mta.test [192.0.2.10]")
            .contains("by mx.mta.test ");
      }
    }
  }

  @Test
  void serverSeesWhereItsClientStands() throws Exception {
    try (ContainerTarget target = start("container:postfix")) {
      for (var seen :
          Map.of(
                  "inside", "client.mta.test [192.0.2.10]",
                  "outside", "client.test [198.51.100.10]",
                  "listed", "listed.test [198.51.100.66]")
              .entrySet()) {
        send(target, seen.getKey(), "alice@mta.test", "tseen" + seen.getKey());

        Octets mail = await(() -> inbox(target, "alice@mta.test", "tseen" + seen.getKey()));
        assertThat(mail.text()).contains("Received: from client.test (" + seen.getValue() + ")");
      }
      assertThat(target.address()).isEqualTo(target.address("outside").orElseThrow());
      assertThat(target.address("nowhere")).isEmpty();
    }
  }

  @Test
  void nobodyElseIsReachedAndNamesAreThoseOfTheLab() throws Exception {
    try (ContainerTarget target = start("container:postfix")) {
      String gateway = gateway(target);

      for (String address : List.of("1.1.1.1", gateway)) {
        assertThat(shell(target, "exec 3<>/dev/tcp/" + address + "/53").errors())
            .contains("Network is unreachable");
      }
      assertThat(shell(target, "hostname -f; cat /etc/resolv.conf").text())
          .startsWith("mx.mta.test\nnameserver 192.0.2.53\n");
      assertThat(
              shell(target, "getent hosts mx.elsewhere.test 203.0.113.25 198.51.100.66")
                  .text()
                  .lines())
          .satisfiesExactly(
              line -> assertThat(line).matches("203\\.0\\.113\\.25 +mx\\.elsewhere\\.test"),
              line -> assertThat(line).matches("203\\.0\\.113\\.25 +mx\\.elsewhere\\.test"),
              line -> assertThat(line).matches("198\\.51\\.100\\.66 +listed\\.test"));
      assertThat(shell(target, "exec 3<>/dev/tcp/203.0.113.40/25").errors())
          .contains("Connection refused");
    }
  }

  @Test
  void namesThatAreNotThereAndNamesThatAreSilentAreTwoThings() throws Exception {
    try (ContainerTarget target = start("container:postfix")) {
      assertThat(send(target, "inside", "someone@nosuch.test", "tnosuch")).isEqualTo(250);
      assertThat(send(target, "inside", "someone@silent.test", "tsilent")).isEqualTo(250);
      assertThat(send(target, "inside", "someone@nullmx.test", "tnullmx")).isEqualTo(250);

      await(() -> logged(target, "to=<someone@nosuch.test>.*Host not found\\)"));
      await(() -> logged(target, "to=<someone@nullmx.test>.*does not accept mail \\(nullMX\\)\\)"));
      await(() -> logged(target, "to=<someone@silent.test>.*status=deferred.*try again\\)"));
    }
  }

  @Test
  void labsStandBesideEachOther() throws Exception {
    CompletableFuture<ContainerTarget> first =
        CompletableFuture.supplyAsync(() -> started("container:postfix"), Leftovers.THREADS);
    CompletableFuture<ContainerTarget> second =
        CompletableFuture.supplyAsync(
            () -> started("container:postfix@debian13"), Leftovers.THREADS);
    CompletableFuture.allOf(first, second).exceptionally(any -> null).join();
    try (ContainerTarget one = first.join();
        ContainerTarget two = second.join()) {
      send(one, "inside", "someone@elsewhere.test", "tfirst");
      send(two, "inside", "someone@elsewhere.test", "tsecond");

      arrived(one, "tfirst");
      arrived(two, "tsecond");

      assertThat(Control.fetch(one.lab().control(), "tsecond")).isEmpty();
      assertThat(Control.fetch(two.lab().control(), "tfirst")).isEmpty();
    }
  }

  /** A server that answers two seconds after its client has shut down its half. */
  @Test
  void halfClosedConnectionsStayOpenAndResetsArrive() throws Exception {
    Files.writeString(
        folder.resolve("serve"),
        "printf '220 slow\\r\\n'; cat >/dev/null; echo ended >&2; sleep 2; printf '250 late\\r\\n'\n");
    Files.writeString(
        folder.resolve("Dockerfile"),
        "FROM "
            + LabImage.name(Path.of(""))
            + "\nCOPY serve /serve\n"
            + "CMD [\"socat\", \"-t60\", \"TCP-LISTEN:25,fork,reuseaddr\", \"EXEC:sh /serve\"]\n");
    try (ContainerTarget target = start("dockerfile:" + folder)) {
      String said = halfClosed(target.address());
      long ends = ends(target);
      reset(target.address());

      assertThat(said).isEqualTo("220 slow\r\n250 late\r\n");
      await(() -> Optional.of(ends(target)).filter(now -> now == ends + 1));
    } finally {
      Engine.client()
          .removeImageCmd(ContainerTargets.image(folder.resolve("Dockerfile")))
          .withForce(true)
          .exec();
    }
  }

  private ContainerTarget start(String spec) throws TargetException {
    return targets.start(spec, OPTIONS, Labels.passing());
  }

  private ContainerTarget started(String spec) {
    try {
      return start(spec);
    } catch (TargetException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The reply to RCPT, or to the end of the message. */
  private static int send(ContainerTarget target, String vantage, String to, String token)
      throws FaultException {
    try (var connection = Connection.open(target.address(vantage).orElseThrow())) {
      int code = connection.reply(LIMIT).code();
      for (String line :
          List.of(
              "EHLO client.test",
              "MAIL FROM:<sender@client.test>",
              "RCPT TO:<" + to + ">",
              "DATA",
              "Subject: " + token + "\r\n\r\n.")) {
        connection.write(Octets.of(line + "\r\n"));
        code = connection.reply(LIMIT).code();
        if (code > 399) {
          break;
        }
      }
      connection.write(Octets.of("QUIT\r\n"));
      return code;
    }
  }

  private static Session arrived(ContainerTarget target, String token) throws Exception {
    return await(
        () ->
            Control.fetch(target.lab().control(), token).stream()
                .filter(session -> !session.messages().isEmpty())
                .findFirst());
  }

  private static Optional<Octets> inbox(ContainerTarget target, String to, String token)
      throws IOException {
    return target.inbox().orElseThrow().holding(to, token).stream().findFirst();
  }

  private static Optional<String> logged(ContainerTarget target, String pattern) {
    return target.log().stream().filter(line -> line.matches(".*" + pattern + ".*")).findFirst();
  }

  /** The address of this machine on the bridge: the first of its subnet. */
  private static String gateway(ContainerTarget target) throws TargetException {
    String subnet =
        Engine.client()
            .inspectNetworkCmd()
            .withNetworkId(target.lab().network())
            .exec()
            .getIpam()
            .getConfig()
            .get(0)
            .getSubnet();
    int dot = subnet.lastIndexOf('.');
    int first = Integer.parseInt(subnet.substring(dot + 1, subnet.indexOf('/'))) + 1;
    return subnet.substring(0, dot + 1) + first;
  }

  private static Exec.Output shell(ContainerTarget target, String script) throws Exception {
    return Exec.run(Engine.client(), target.container(), "bash", "-c", script);
  }

  private static String halfClosed(InetSocketAddress address) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(address);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write("EHLO client.test\r\n".getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  private static void reset(InetSocketAddress address) throws IOException {
    try (var socket = new Socket()) {
      socket.connect(address);
      socket.getInputStream().read();
      socket.setSoLinger(true, 0);
    }
  }

  private static long ends(ContainerTarget target) {
    return target.log().stream().filter("ended"::equals).count();
  }

  private interface Look<T> {
    Optional<T> at() throws Exception;
  }

  private static <T> T await(Look<T> look) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    Optional<T> found = look.at();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(20);
      found = look.at();
    }
    return found.orElseThrow();
  }
}
