package org.smtpspec.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.smtpspec.sink.Control;
import org.smtpspec.sink.Session;
import org.smtpspec.target.TargetException;
import org.smtpspec.target.TargetOptions;
import org.smtpspec.target.TargetProvider.Known;
import org.smtpspec.wire.Connection;
import org.smtpspec.wire.FaultException;
import org.smtpspec.wire.Octets;
import org.smtpspec.wire.Reply;

/**
 * Each server below {@code containers/}, in each of its variants, does what its target.yaml says.
 * Whoever adds a folder need not touch this. Needs a container engine: {@code
 * containers/with-engine mvn verify}; {@code -Dservers=exim,sendmail@debian13} takes only those,
 * {@code -Dimages=qmail=LOCAL/IMAGE} is the command line's --image. A server whose base image
 * nobody has is skipped.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("servers")
class ServersIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final TargetOptions OPTIONS =
      new TargetOptions(
          Map.of(), Optional.empty(), Optional.empty(), Set.of(), Path.of(""), images());
  private static final String SENDER = "sender@client.test";

  private static ContainerTarget target;

  private final String token = "t" + UUID.randomUUID().toString().replace("-", "");
  private final String relay;

  ServersIT(String spec) throws TargetException {
    relay = relay(spec);
  }

  @BeforeAll
  static void needsAnEngine() {
    Optional<String> missing = Engine.unavailable();
    if (missing.isPresent()) {
      System.err.println("ServersIT is skipped: " + missing.get());
      abort(missing.get());
    }
  }

  @BeforeParameterizedClassInvocation
  static void start(String spec) throws Exception {
    target = null;
    try {
      target = (ContainerTarget) new ContainerTargets().start(spec, OPTIONS);
    } catch (TargetException e) {
      if (String.valueOf(e.getMessage()).contains(" cannot be had: ")) {
        System.err.println("ServersIT skips " + spec + ": " + e.getMessage());
        abort(e.getMessage());
      }
      throw e;
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    if (target != null) {
      target.close();
    }
  }

  /** A folder alone means one of its variants, which comes anyway. */
  static Stream<String> servers() {
    List<String> specs =
        new Recipes(Path.of("containers")).known().stream().map(Known::spec).toList();
    return specs.stream()
        .filter(spec -> specs.stream().noneMatch(other -> other.startsWith(spec + "@")))
        .filter(spec -> !isSetting(spec))
        .filter(ServersIT::isWanted);
  }

  @Test
  void greetsWithItsName() throws FaultException {
    List<Reply> replies = session("outside");

    assertThat(replies.get(0).code()).isEqualTo(220);
    assertThat(text(replies.get(0))).startsWith("220 " + target.facts().get("host"));
  }

  @Test
  void tellsItsVersion() {
    assertThat(target.software()).matches(".+ \\d+\\.\\d.*");
  }

  @Test
  void deliversToEachMailbox() throws Exception {
    for (String fact : List.of("mailbox", "mailbox2", "mailbox3")) {
      deliver(fact(fact));

      assertThat(received(fact(fact))).as(fact).isEqualTo(1);
    }
  }

  @Test
  void deliversToTheLastOfMany() throws Exception {
    String last = fact("many").formatted(100);
    deliver(last);

    assertThat(received(last)).isEqualTo(1);
  }

  @Test
  void deliversToTheMembersOfTheList() throws Exception {
    deliver(fact("list"));

    assertThat(received(fact("mailbox"))).isEqualTo(1);
    assertThat(received(fact("mailbox2"))).isEqualTo(1);
  }

  @Test
  void forwardsForWhoHasMoved() throws Exception {
    assertThat(rcpt("outside", fact("moved"))).isEqualTo(251);

    deliver(fact("moved"));

    assertThat(received(fact("mailbox2"))).isEqualTo(1);
  }

  @Test
  void refusesWhoHasGone() throws Exception {
    assertThat(rcpt("outside", fact("gone"))).isEqualTo(551);
  }

  /** A server that does not look at RCPT whom it has tells the sender later. */
  @Test
  void refusesTheUnknownUserOrReturnsTheMessage() throws Exception {
    int code = rcpt("outside", fact("missing"));
    if (code == 250) {
      deliver(fact("missing"));

      assertThat(await(this::relayed))
          .singleElement()
          .satisfies(notice -> assertThat(notice.text()).contains(token, fact("missing")));
    } else {
      assertThat(code).isBetween(500, 599);
    }
  }

  @Test
  void refusesToRelayForAClientOutside() throws Exception {
    assumeTrue(!relay.equals("open"), "an open relay");

    assertThat(rcpt("outside", fact("foreign"))).isBetween(500, 599);
  }

  @Test
  void relaysForAClientInside() throws Exception {
    assumeTrue(relay.equals("inside"), "relay is " + relay);

    send("inside", fact("mailbox"), fact("foreign"));

    assertThat(await(this::relayed))
        .singleElement()
        .satisfies(mail -> assertThat(mail.text()).contains(token));
  }

  @Test
  void refusesAClientInsideWhenNobodyMayRelay() throws Exception {
    assumeTrue(relay.equals("closed"), "relay is " + relay);

    assertThat(rcpt("inside", fact("foreign"))).isBetween(500, 599);
  }

  @Test
  void showsWhatItLogged() throws Exception {
    session("outside", "EHLO client.test", "QUIT");

    assertThat(await(target::log)).isNotEmpty();
  }

  private static Map<String, String> images() {
    return Stream.of(System.getProperty("images", "").split(","))
        .filter(one -> !one.isEmpty())
        .map(one -> one.split("=", 2))
        .collect(Collectors.toMap(one -> one[0], one -> one[1]));
  }

  private static boolean isWanted(String spec) {
    String wanted = System.getProperty("servers", "");
    return wanted.isEmpty()
        || Stream.of(wanted.split(","))
            .map("container:"::concat)
            .anyMatch(one -> spec.equals(one) || spec.startsWith(one + "@"));
  }

  /** Settings are laid over a variant that comes anyway; {@code SettingsIT} looks at them. */
  private static boolean isSetting(String spec) {
    String[] parts = spec.substring(spec.indexOf(':') + 1).split("@", 2);
    try {
      Keys about = Recipe.about(Path.of("containers", parts[0]));
      return about.texts("settings").contains(parts[parts.length - 1]);
    } catch (TargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String relay(String spec) throws TargetException {
    String[] parts = spec.substring(spec.indexOf(':') + 1).split("@", 2);
    Path folder = Path.of("containers", parts[0]);
    Optional<String> common = Recipe.about(folder).text("relay");
    Path variant = folder.resolve("variants").resolve(parts[parts.length - 1] + "/variant.yaml");
    Optional<String> own =
        Files.exists(variant) ? Recipe.aboutVariant(variant).text("relay") : Optional.empty();
    return own.or(() -> common).orElse("closed");
  }

  private static String fact(String name) {
    String value = target.facts().get(name);
    assumeTrue(value != null, () -> "not set up: " + name);
    return value;
  }

  private void deliver(String to) throws FaultException {
    send("outside", SENDER, to);
  }

  private void send(String vantage, String from, String to) throws FaultException {
    List<Reply> replies =
        session(
            vantage,
            "HELO client.test",
            "MAIL FROM:<" + from + ">",
            "RCPT TO:<" + to + ">",
            "DATA",
            "From: <" + from + ">\r\nSubject: " + token + "\r\n\r\ntext\r\n.",
            "QUIT");

    assertThat(replies)
        .extracting(Reply::code)
        .satisfies(
            codes -> assertThat(codes.get(3)).isIn(250, 251),
            codes -> assertThat(codes.get(4)).isEqualTo(354),
            codes -> assertThat(codes.get(5)).isEqualTo(250));
  }

  private static int rcpt(String vantage, String to) throws FaultException {
    return session(
            vantage,
            "HELO client.test",
            "MAIL FROM:<" + SENDER + ">",
            "RCPT TO:<" + to + ">",
            "QUIT")
        .get(3)
        .code();
  }

  /** The greeting, and the reply to each of {@code lines}. */
  private static List<Reply> session(String vantage, String... lines) throws FaultException {
    InetSocketAddress address = target.address(vantage).orElseThrow();
    var replies = new ArrayList<Reply>();
    try (var connection = Connection.open(address)) {
      replies.add(connection.reply(LIMIT));
      for (String line : lines) {
        connection.write(Octets.of(line + "\r\n"));
        replies.add(connection.reply(LIMIT));
      }
    }
    return replies;
  }

  private static String text(Reply reply) {
    return reply.raw().text();
  }

  private int received(String address) throws Exception {
    return await(() -> target.inbox().orElseThrow().holding(address, token)).size();
  }

  private List<Session.Mail> relayed() throws IOException {
    return Control.fetch(target.lab().control(), token).stream()
        .flatMap(session -> session.messages().stream())
        .toList();
  }

  /** What {@code look} finds as soon as that is something. */
  private static <T> List<T> await(Callable<List<T>> look) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    List<T> found = look.call();
    while (found.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(20);
      found = look.call();
    }
    return found;
  }
}
